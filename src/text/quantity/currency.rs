//! The signs of currencies.

/// Returns the currency of a sign.
pub(super) fn sign(sign: char) -> Option<&'static str> {
    Some(match sign {
        '£' => "GBP",
        '$' | '＄' => "USD",
        '€' => "EUR",
        '¥' | '￥' => "JPY",
        '₹' | '₨' => "INR",
        '₽' => "RUB",
        '₴' => "UAH",
        '₪' => "ILS",
        '₺' => "TRY",
        '₩' => "KRW",
        '₦' => "NGN",
        _ => return None,
    })
}

/// Returns the currency of a dollar sign right behind letters, such as `A$`.
pub(super) fn dollars(letters: &str) -> Option<&'static str> {
    Some(match letters {
        "US" => "USD",
        "A" | "AU" => "AUD",
        "C" | "CA" => "CAD",
        "NZ" => "NZD",
        "HK" => "HKD",
        "S" => "SGD",
        "R" => "BRL",
        _ => return None,
    })
}
