//! Articles out of files: text, Markdown, web pages, DOCX and PDF.

mod docx;
mod facts;
mod linked_data;
mod markdown;
mod page;
mod page_blocks;
mod page_facts;
mod pdf;
mod pdf_lines;
mod pdf_text;
mod plain_text;
mod read;

pub use read::{LARGEST_ARTICLE, read_article};
