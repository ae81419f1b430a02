//! Quantities in other languages than English.

use super::quantities;

/// What is read of a text: each value, and what it counts.
fn read(text: &str) -> Vec<String> {
    let shown = |quantity: &super::Quantity| {
        let about = if quantity.is_about { "about " } else { "" };
        format!("{about}{} {}", quantity.value, quantity.of).trim_end().to_string()
    };
    quantities(text).iter().map(shown).collect()
}

#[test]
fn quantities_are_read_in_the_languages_of_headings() {
    let table = [
        // Spanish
        ("El paro bajó al 12,5 % en 2021", &["12.5 %", "2021"][..]),
        ("Costará 1.000 millones de euros en tres años", &["€1 billion", "3 year"]),
        ("Tres de cada cuatro españoles lo apoyan", &["75 %"]),
        ("El presupuesto es de doscientos cincuenta mil dólares", &["$250,000"]),
        ("En México viven 1,234 personas más que en 2019", &["1,234 people", "2019"]),
        ("Murieron treinta y una personas el 18 de noviembre de 2021", &["31 people", "18 November 2021"]),
        ("Casi mil personas llegaron en una semana", &["about 1,000 people"]),
        ("Dos tercios de los votos son del partido", &["2/3"]),
        ("El setenta por ciento de las mujeres", &["70 %"]),
        ("Es el doble de lo que cuesta un preso", &["2×"]),
        // French
        ("La dette atteint 2.950 milliards d'euros", &["€2.95 trillion"]),
        ("Le chômage a baissé de 7,4 % depuis 2017", &["7.4 %", "2017"]),
        ("Quatre-vingt-dix-sept personnes sont mortes", &["97 people"]),
        ("Il y a soixante et onze députés et une femme", &["71 député"]),
        ("Un accord de 1 500 000 euros le 1er mars 2020", &["€1.5 million", "1 March 2020"]),
        ("La moitié de la population vit avec mille euros par mois", &["50 %", "€1,000"]),
        ("Environ deux cents migrants sont à Calais", &["about 200 migrant"]),
        // German
        ("Das kostet 100.000 Euro je Migrant", &["€100,000"]),
        ("Die Inflation liegt bei 7,9 Prozent", &["7.9 %"]),
        ("Einundzwanzig Menschen starben am 18. November 2021", &["21 people", "18 November 2021"]),
        ("Rund zwei Drittel der Wähler und dreihundert Soldaten", &["about 2/3", "300 soldaten"]),
        ("Das sind 3,5 Milliarden Euro mehr als vor zehn Jahren", &["€3.5 billion", "10 year"]),
        ("Es ist doppelt so teuer wie eine Wohnung", &["2×"]),
        ("Hundert Kilometer sind nicht weit", &["100 kilometre"]),
        // Portuguese
        ("A dívida é de 5 bilhões de reais", &["BRL 5 billion"]),
        ("O desemprego caiu para 8,3% em 2022", &["8.3 %", "2022"]),
        ("Cento e vinte pessoas morreram em março de 2020", &["120 people", "March 2020"]),
        ("Mil e quinhentos reais por mês", &["BRL 1,500"]),
        // Italian
        ("Il debito è di 2.700 miliardi", &["2.7 trillion"]),
        ("Ventitré persone sono morte il 4 maggio 2021", &["23 people", "4 May 2021"]),
        ("Il 62,5 per cento degli italiani e due terzi delle donne", &["62.5 %", "2/3"]),
        ("Costa duecento milioni di euro", &["€200 million"]),
        // Dutch
        ("Het tekort is 3,5 miljard euro", &["€3.5 billion"]),
        ("Vijfentwintig procent van de mensen heeft geen huis", &["25 %"]),
        ("Er zijn 17.500 vluchtelingen in het land sinds 2015", &["17,500 refugee", "2015"]),
    ];
    let wrong: Vec<_> = table.iter().filter(|(text, expected)| read(text) != *expected).collect();
    let found: Vec<_> =
        wrong.iter().map(|(text, expected)| format!("{text}\n  {expected:?}\n  {:?}", read(text))).collect();
    assert!(wrong.is_empty(), "{}", found.join("\n"));
}

#[test]
fn an_article_of_another_language_is_no_one() {
    for text in [
        "Es una mentira que el gobierno lo sabe",
        "Das ist eine Lüge und ein Skandal",
        "C'est un mensonge de la presse",
    ] {
        assert_eq!(read(text), Vec::<String>::new(), "{text}");
    }
}
