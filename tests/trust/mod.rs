//! What people can rely on where others do their worst: with files, forms, connections and time.

mod imports_and_exports;
mod logins;
