//! Tables of cases: what is found in a text, and how two texts compare.
use super::term::{self, Term};
use super::*;

/// The quantities of a text as they are shown.
fn shown(text: &str) -> String {
    quantities(text).iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

fn check(table: &[(&str, &str)]) {
    let wrong: Vec<_> = table
        .iter()
        .map(|&(text, expected)| (text, expected, shown(text)))
        .filter(|(_, expected, shown)| expected != shown)
        .map(|(text, expected, shown)| format!("{text:?}\n  expected {expected}\n  found    {shown}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn finds_money() {
    check(&[
        ("It cost £100,000.", "£100,000"),
        ("100k pounds", "£100,000"),
        ("a hundred thousand pounds", "£100,000"),
        ("£100k", "£100,000"),
        ("£1.5bn", "£1.5 billion"),
        ("1.5 billion dollars", "$1.5 billion"),
        ("US$5m and A$5 million and C$3", "$5 million; A$5 million; C$3"),
        ("five million US dollars, ten Australian dollars", "$5 million; A$10"),
        ("EUR 5m, 5 EUR, 100EUR, CHF 1'000", "€5 million; €5; €100; CHF 1,000"),
        ("Rs 500 and Rs. 5 crore and ₹2 lakh crore", "₹500; ₹50 million; ₹2 trillion"),
        ("50p, 99 cents, twenty pence, 5¢", "£0.50; $0.99; £0.20; $0.05"),
        ("£3.50 or €12.05 or 5 € or 10€", "£3.50; €12.05; €5; €10"),
        ("$3-5 million", "$3 million; $5 million"),
        ("£3m–£5m, between £3 and £5 million", "£3 million; £5 million; £3 million; £5 million"),
        ("from £900,000 to £1.2 million", "£900,000; £1.2 million"),
        ("a £5-million plan, a 100-dollar bill", "£5 million; $100"),
        ("a million-pound house", "£1 million"),
        ("ten quid, 5m yen, 2 million Swiss francs", "£10; ¥5 million; CHF 2 million"),
        ("a loss of -£5m (-$3) £-7", "-£5 million; -$3; -£7"),
        ("£350 million a week", "£350 million"),
        ("$5B, $2T, £7 m", "$5 billion; $2 trillion; £7 million"),
        ("half a million pounds", "£500,000"),
        ("£1,234,567.89", "£1,234,567.89"),
        ("£2000 in 2019", "£2,000; 2019"),
        ("Rose to £5m in 2020 €7m", "£5 million; 2020; €7 million"),
        ("from £5 to 200 people", "£5; 200 people"),
    ]);
}

#[test]
fn finds_percent_multiples_and_shares() {
    check(&[
        ("12 per cent, 12%, 12 %, 12 percent, twelve percent", "12 %; 12 %; 12 %; 12 %; 12 %"),
        ("12.5 percentage points and 25 basis points", "12.5 %; 0.25 %"),
        ("fell by -0.5% or minus 3 per cent", "-0.5 %; -3 %"),
        (".5 per cent, half a per cent, half a percentage point", "0.5 %; 0.5 %; 0.5 %"),
        ("3–5%, 10 to 12 per cent, between 7 and 8%", "3 %; 5 %; 10 %; 12 %; 7 %; 8 %"),
        ("a hundred per cent, a 12-per-cent rise, 12pc", "100 %; 12 %; 12 %"),
        ("twice as much; it doubled; tripled", "2×; 2×; 3×"),
        ("three times, 3x, 3×, tenfold, 5-fold", "3×; 3×; 3×; 10×; 5×"),
        ("double the number; double standards; a double-decker", "2×"),
        ("the price was halved", "0.5×"),
        ("half of them, half the voters, half as many", "50 %; 50 %; 0.5×"),
        ("the first half of the year, half an hour, the second half", ""),
        ("a third of, one third of, two-thirds, three quarters", "1/3; 1/3; 2/3; 75 %"),
        ("a quarter of, one-fifth, two sevenths", "25 %; 20 %; 2/7"),
        ("one in five, 1 in 3, 3 out of 10, one in every eight", "20 %; 1/3; 30 %; 12.5 %"),
        ("2/3 of the members", "2/3"),
        ("two in 24 hours, 5 in May", "2; 24 hours; 5; May"),
        ("the third quarter, a third person", ""),
    ]);
}

#[test]
fn finds_counts() {
    check(&[
        ("4,000 people, 3,000 Iranians, 20 Labour MPs", "4,000 people; 3,000 Iranians; 20 MPs"),
        ("4,000 illegal migrants arrived", "4,000 migrants"),
        ("a hundred thousand, two hundred and five", "100,000; 205"),
        ("one and a half million refugees", "1.5 million refugees"),
        ("a million and a half; two and a half years", "1.5 million; 2.5 years"),
        ("twenty-three men, a hundred and twenty-three women", "23 men; 123 women"),
        ("two million three hundred thousand four hundred and five", "2,300,405"),
        ("half a million, a dozen eggs, two dozen, half a dozen", "500,000; 12 eggs; 24; 6"),
        ("three point five million", "3.5 million"),
        ("3½ million, 1¼ hours, ½ million", "3.5 million; 1.25 hours; 500,000"),
        ("5 lakh 2 crore", "500,000; 20 million"),
        ("hundreds of thousands, millions, several, dozens", ""),
        (
            "1,000,000 1 000 000 1.000.000 1'000 12\u{a0}000 5\u{202f}400",
            "1 million; 1 million; 1 million; 1,000; 12,000; 5,400",
        ),
        ("1.234,56 and 1,234.56 and 1 234,5 and 10,00,000", "1,234.56; 1,234.56; 1,234.5; 1 million"),
        ("one of them, no one, one day, this one, one reported that", ""),
        ("one person and One man", "1 person; 1 man"),
        ("10-year-old boy, 5-year plans, 12 year olds", "10 years; 5 years; 12 years"),
        ("between 3 and 5 million voters", "3 million voters; 5 million voters"),
        ("three or four dogs; 10-12 ships", "3 dogs; 4 dogs; 10 ships; 12 ships"),
        ("from 10 to 12 people", "10 people; 12 people"),
        ("5km, 5 kilometres, 10 kg of, 20°C, −5 °C", "5 km; 5 kilometres; 10 kg; 20 °C; -5 °C"),
        ("4,000 of the people; 5 more new homes", "4,000 people; 5 homes"),
        ("200 were killed, 100 dead", "200; 100 dead"),
        ("two weeks’ time, three people's lives", "2 weeks; 3 people"),
        ("ten thousand US troops", "10,000 troops"),
        ("5 cases per 100,000 people", "5 cases"),
        ("500\n\npeople", "500"),
        ("2 hundred thousand, 3 thousand million", "200,000; 3 billion"),
        ("sold 5000 100 times", "5,000; 100×"),
        ("two million three billion, a thousand million", "1 billion"),
        ("5t, 5b, 5T", ""),
        ("from 500 to 5 million", "500; 5 million"),
        ("¾ million, ½ million", "750,000; 500,000"),
        ("¾%", "0.75 %"),
        ("1234567.5 zero 0", "1,234,567.5; 0; 0"),
    ]);
}

#[test]
fn finds_dates() {
    check(&[
        ("18 November 2021, 18 Nov, November 18th, 2021", "18 November 2021; 18 November; 18 November 2021"),
        (
            "Nov. 18 2021; 2021-11-18; 18/11/2021; 18.11.2021",
            "18 November 2021; 18 November 2021; 18 November 2021; 18 November 2021",
        ),
        ("11/18/2021, 5/5/2020, 3/4/2020, 3.4.2020", "18 November 2021; 5 May 2020; 2020; 3 April 2020"),
        ("11/2021", "November 2021"),
        ("2021-11-18T10:30:00Z was", "18 November 2021"),
        ("May 2020, in May, since March, in may, he may 5", "May 2020; May; March; 5"),
        ("the 18th of November; 1st Sept. 2019; the fourth of July", "18 November; 1 September 2019; 4 July"),
        (
            "18-20 November 2021; June 3–5, 2020; 3 and 4 May",
            "18 November 2021; 20 November 2021; 3 June 2020; 5 June 2020; 3 May; 4 May",
        ),
        ("in 2020, 1066 and all that; 1065", "2020; 1066; 1,065"),
        ("In 2020 people died. 2000 people died.", "2020; 2,000 people"),
        ("the 2019 elections, 1500 shops, nearly 2000 shops, in 2019 shops", "2019; 1,500 shops; 2,000 shops; 2019"),
        ("2018-2020, 2018-19, 2018/19, from 2010 to 2015", "2018; 2020; 2018; 2018; 2010; 2015"),
        ("mid-2020, the 1990s, the 90s", "2020"),
        ("on 18 November, 2000 people", "18 November; 2,000 people"),
        ("in November, 18 people; in May 20 people", "November; 18 people; May; 20 people"),
        ("31 February, 30 Feb 2020, 29 Feb 2020", "31; 30; February 2020; 29 February 2020"),
        ("in 44 BC", "44 BC"),
        ("from 3 million in 2010 to 5 million in 2015", "3 million; 2010; 5 million; 2015"),
        ("18-Nov-2021 and 5th March 2022", "18 November 2021; 5 March 2022"),
    ]);
}

#[test]
fn other_numbers_are_no_quantities() {
    for text in [
        "at 10:30, 5pm, 5 p.m. sharp, 10.30am, 14:00 GMT, 1400 GMT, 5 pm, ten o'clock",
        "COVID-19, G7, F-16, A4, MH17, B-52s, Covid‑19",
        "9/11, 24/7, 50/50, 4x4, 1920 x 1080, a 3-1 win, 50-50",
        "https://example.com/2020/11/18/story-5 www.a1.com/5 bbc.co.uk/news/123",
        "#metoo2017 @user99 a.b5@example.com snake_5",
        "v2.0, 1.2.3, 192.168.0.1, No. 10",
        "+44 20 7946 0958, 020 7946 0958, 555-123-4567, 007",
        "the 20th century, 21st-century, first, the twenty-first time, 1st",
        "No 10, page 5, Article 50, Resolution 242",
        "nineteen eighty-four; one two three",
        "5G and 2D and under 16s",
        "he may march",
        "99999999999999999999999999999999999 people",
        "",
        "no figures here at all",
    ] {
        let found = shown(text);
        let allowed = if text.contains("p.m.") { "5" } else { "" };
        assert_eq!(found, allowed, "{text:?}");
    }
}

#[test]
fn returns_the_bytes_of_each() {
    for (text, expected) in [
        ("Ünder £1.5bn was spent", "£1.5bn"),
        ("about a hundred thousand pounds were", "a hundred thousand pounds"),
        ("on “18 November 2021”, he", "18 November 2021"),
        ("nearly 4,000 people", "4,000"),
        ("cut by –12 per cent now", "12 per cent"),
        ("one in five people", "one in five"),
    ] {
        let found = quantities(text);
        assert_eq!(found.iter().map(|q| &text[q.range.clone()]).collect::<Vec<_>>(), [expected]);
    }
}

#[test]
fn nouns_have_one_key() {
    for (text, of) in [
        ("4,000 people", "people"),
        ("1 person", "people"),
        ("20 MIGRANTS", "migrant"),
        ("5 parties", "party"),
        ("6 boxes", "box"),
        ("3 women", "woman"),
        ("5km", "kilometre"),
        ("5 kilometers", "kilometre"),
        ("9 buses", "buse"),
        ("12, he said", ""),
        ("£5 notes", ""),
    ] {
        assert_eq!(quantities(text)[0].of, of, "{text:?}");
    }
}

/// The pairs of a comparison as they are shown: `=` agrees, `!` conflicts.
fn compared(a: &str, b: &str) -> String {
    let (a, b) = (quantities(a), quantities(b));
    let Comparison { agree, conflict } = compare(&a, &b);
    let agree = agree.iter().map(|&(i, j)| format!("{} = {}", a[i], b[j]));
    let conflict = conflict.iter().map(|&(i, j)| format!("{} ! {}", a[i], b[j]));
    agree.chain(conflict).collect::<Vec<_>>().join("; ")
}

#[test]
fn compares_two_texts() {
    for (a, b, expected) in [
        ("£200,000", "£100,000", "£200,000 ! £100,000"),
        ("£100,000", "100k pounds", "£100,000 = £100,000"),
        ("£100,000", "$100,000", ""),
        ("£100,000", "$90,000", ""),
        ("a hundred thousand", "£100,000", "100,000 = £100,000"),
        ("4,000 people", "3,000 Iranians", ""),
        ("4,000 people", "4,000 Iranians", "4,000 people = 4,000 Iranians"),
        ("4,000 people", "3,000 people", "4,000 people ! 3,000 people"),
        ("one person", "two people", "1 person ! 2 people"),
        ("two people", "two years", ""),
        ("4,000", "3,000", ""),
        ("4,000 people", "3,000", ""),
        ("twelve percent", "12%", "12 % = 12 %"),
        ("12%", "13%", "12 % ! 13 %"),
        ("twice", "three times", "2× ! 3×"),
        ("half of voters", "50 per cent of voters", "50 % = 50 %"),
        ("prices were halved", "prices fell by 50%", "0.5× = 50 %"),
        ("a third of", "33%", "1/3 = 33 %"),
        ("a third of", "34%", "1/3 = 34 %"),
        ("a third of", "35%", "1/3 ! 35 %"),
        ("seven days", "a week", ""),
        ("seven days", "1 week", "7 days = 1 week"),
        ("10 km", "6.2 miles", "10 km = 6.2 miles"),
        ("10 km", "7 miles", ""),
        ("30 °C", "86 degrees Fahrenheit", "30 °C = 86 degrees"),
        ("30 °C", "87 °F", ""),
        ("about 80 %", "78 per cent", "80 % = 78 %"),
        ("80 %", "78 per cent", "80 % ! 78 %"),
        ("a third of", "one in three", "1/3 = 1/3"),
        ("a third of", "half of", "1/3 ! 50 %"),
        ("in 2021", "on 18 November 2021", "2021 = 18 November 2021"),
        ("18 November", "18 November 2021", "18 November = 18 November 2021"),
        ("18 November", "November 2021", ""),
        ("in 2021", "in 2020", "2021 ! 2020"),
        ("18 November 2021", "19 November 2021", "18 November 2021 ! 19 November 2021"),
        ("in 2020", "18 November 2021", ""),
        ("in 2021", "2021 and 18 May 2021", "2021 = 2021"),
        ("2021 and 18 May 2021", "in 2021", "2021 = 2021"),
        ("£5 and £6", "£6 and £7", "£6 = £6; £5 ! £7"),
        ("£5 and £6", "£6 and £6", "£6 = £6"),
        ("£5 in 2020", "£5 in 2019", "£5 = £5; 2020 ! 2019"),
        ("1.0 million", "1,000,000 votes", "1 million = 1 million votes"),
        ("", "£5", ""),
    ] {
        assert_eq!(compared(a, b), expected, "{a:?} {b:?}");
        let (a, b) = (quantities(a), quantities(b));
        let (there, back) = (compare(&a, &b), compare(&b, &a));
        assert_eq!(there.agree.len(), back.agree.len());
        assert_eq!(there.conflict.len(), back.conflict.len());
    }
}

#[test]
fn never_panics_and_agrees_with_itself() {
    let parts: Vec<&str> = "1 12 2021 000 5 999 £ $ € % - – − . , ' ’ / : + ( ) x X × k m bn pm st th T p c ½ ¼ ° \u{a0} \u{301} é ß İ 東 🎉 \
        a half and of in to or per cent point minus between one two twenty hundred thousand million trillion crore dozen third thirds \
        twice double halved May march Nov 18 times fold basis points percentage pounds cents US dollars Rs EUR people year BC mid # @ www. \
        79228162514264337593543950335 9999999999999999999999999999 .5 0.0000000000000000000000000001"
        .split_whitespace()
        .collect();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |bound: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % bound as u64).unwrap()
    };
    for _ in 0..60_000 {
        let mut text = String::new();
        for _ in 0..next(14) {
            if next(12) == 0 {
                text.extend(char::from_u32(u32::try_from(next(0x11_0000)).unwrap()));
            } else {
                text.push_str(parts[next(parts.len())]);
            }
            text.push_str(["", " ", " ", "\n\n", "\u{2009}"][next(5)]);
        }
        let found = quantities(&text);
        let mut last = 0;
        for quantity in &found {
            assert!(quantity.range.start >= last && quantity.range.end > quantity.range.start, "{text:?}");
            assert!(text.get(quantity.range.clone()).is_some(), "{text:?}");
            last = quantity.range.end;
            assert!(!quantity.to_string().is_empty());
        }
        let with_itself = compare(&found, &found);
        assert_eq!(with_itself.agree.len(), found.len(), "{text:?}");
        assert!(with_itself.conflict.is_empty(), "{text:?}");
    }
}

#[test]
fn long_texts_are_read_in_linear_time() {
    for part in
        ["1-", "1 ", "one ", "one-", "1,", "£", "a hundred ", "1/", "nineteen eighty ", "5 to ", "May ", "x1x", "1 in "]
    {
        let _ = quantities(&part.repeat(200_000 / part.len()));
    }
}

#[test]
fn every_word_is_listed_once() {
    let mut words: Vec<_> = term::rows(crate::text::language::Language::English).map(|(word, _)| word).collect();
    words.sort_unstable();
    let twice: Vec<_> = words.windows(2).filter(|two| two[0] == two[1]).collect();
    assert!(twice.is_empty(), "{twice:?}");
    for (word, term) in term::rows(crate::text::language::Language::English) {
        assert_ne!(term, Term::Other, "{word}");
        assert_eq!(Term::of(&word.to_uppercase()), term, "{word}");
    }
    assert_eq!(Term::of("someone"), Term::Other);
}
