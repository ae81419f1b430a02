// A made-up story of a made-up town, and what a reporter takes from it into the book.

export const TITLE = "Harbour ferry to be free, papers say";
export const PUBLISHER = "Northport Echo";

export const TEXT = `The town of Northport will make the harbour ferry free for all residents from April, according to papers seen by the Northport Echo.

The papers say that a free ferry would cost the town £4.2 million a year. That is more than Northport spends on its libraries.

“The money is there,” said Ada Winter, the councillor for transport. “Ticket income covers barely a third of what the ferry costs.”

The opposition would have none of it. Tom Marsh, who leads the Harbour Party, called the £4.2 million “plucked out of the sea air”. “Tickets paid for 61 per cent of the ferry last year,” he said.

An official who would not be named said that the contract would be signed before Christmas.

The papers also tell of secret talks with the operator, Blue Line Ferries. The company was asked whether there had been any, and did not deny it. “We do not comment on talks with customers,” it said.

The Harbour Weekly reported on Monday that, according to the engineer Mira Holt, both ferries need new engines within five years.

“I never wrote that,” Ms Holt told the Echo. “What I wrote is that one of them should be looked at.”

Ms Winter said that 9,000 people cross the harbour every day. A count by the university in May had found 6,400.

The university stood by its figure yesterday. “We counted on three days, at all four piers,” said Sami Okoro, who led the count.

Fares have been raised twice since 2019. Asked about it on Harbour Radio, the mayor, Ines Calder, would not deny it. “I have not looked it up,” she said.

Shopkeepers say that trade on the quay has fallen by a fifth since the last rise.

Peter Vane, who founded Blue Line, wrote to this newspaper that no boat of his was ever cancelled for want of crew.

The union sees it otherwise. “Eleven in August alone. We have the log,” said its secretary, Lena Frost, and called the letter misleading.

The council votes on 12 December. “The money is there,” Ms Winter said again last night.
`;

const paper = { unnamed: true, by: "council papers" };

/**
 * What is recorded, in the order of the text, where words that stand there twice are those that stand there last: the words that are selected, the key that is pressed, and what is filled in.
 * Disputes and statements name their claim by its number.
 */
export const STEPS = [
  { words: "will make the harbour ferry free for all residents from April", key: "c", text: "Northport will make the harbour ferry free for residents from April", ...paper, via: PUBLISHER },
  { words: "a free ferry would cost the town £4.2 million a year", key: "c", text: "A free ferry would cost Northport £4.2 million a year", ...paper, via: PUBLISHER },
  { words: "more than Northport spends on its libraries", key: "c", text: "Libraries get less from the town than the ferry would take", by: PUBLISHER },
  { words: "Ticket income covers barely a third of what the ferry costs", key: "c", text: "Tickets cover barely a third of what the ferry costs", by: "Ada Winter", role: "councillor for transport" },
  { words: "plucked out of the sea air", key: "d", claim: 2, by: "Tom Marsh", stance: "denies" },
  { words: "Tickets paid for 61 per cent of the ferry last year", key: "d", claim: 4, by: "Tom Marsh", stance: "corrects" },
  { words: "the contract would be signed before Christmas", key: "c", text: "The contract for the free ferry will be signed before Christmas", by: "an official", unnamed: true },
  { words: "secret talks with the operator", key: "c", text: "Northport held secret talks with Blue Line Ferries", ...paper, via: PUBLISHER },
  { words: "We do not comment on talks with customers", key: "s", claim: 6, by: "Blue Line Ferries", stance: "declines-to-deny", kind: "organisation" },
  { words: "both ferries need new engines within five years", key: "c", text: "Both harbour ferries need new engines within five years", by: "Mira Holt", role: "engineer", via: "Harbour Weekly" },
  { words: "I never wrote that", key: "d", claim: 7, by: "Mira Holt", stance: "denies" },
  { words: "9,000 people cross the harbour every day", key: "c", text: "9,000 people cross the harbour of Northport every day", by: "Ada Winter" },
  { words: "A count by the university in May had found 6,400", key: "d", claim: 8, by: "University of Northport", stance: "corrects", kind: "organisation" },
  { words: "Fares have been raised twice since 2019", key: "c", text: "Fares of the harbour ferry were raised twice since 2019", by: PUBLISHER },
  { words: "I have not looked it up", key: "s", claim: 9, by: "Ines Calder", stance: "declines-to-deny", occasion: "Harbour Radio" },
  { words: "trade on the quay has fallen by a fifth", key: "c", text: "Trade on the quay of Northport has fallen by a fifth", by: "shopkeepers", unnamed: true },
  { words: "no boat of his was ever cancelled for want of crew", key: "c", text: "No boat of Blue Line was ever cancelled for want of crew", by: "Peter Vane" },
  { words: "Eleven in August alone. We have the log", key: "d", claim: 11, by: "Lena Frost", stance: "calls-misleading", role: "secretary of the union" },
  { words: "The money is there", key: "c", text: "There is enough money to let people cross without a ticket", by: "Ada Winter" },
];

/** Where each claim stands when all of it is recorded. */
export const STANDS = ["undisputed", "disputed", "undisputed", "disputed", "undisputed", "not-denied", "disputed", "disputed", "not-denied", "undisputed", "disputed", "undisputed"];
