package sundown.cli.adopt;

/** Why a row is refused, as a sentence without its subject. */
enum Reason {
    NOT_READ("cannot be read"),
    NOT_JSON("is not a JSON object"),
    TOO_LONG("is too long"),
    OTHER_CELLS("has more or fewer cells than the line of column names"),
    HALF_CHARACTER("has half of a character, a surrogate without its pair"),
    NOT_A_VALUE("is not a text, a number, or true or false"),
    NOT_TEXTS("is neither a text nor an array of texts"),
    NOT_TRUE_OR_FALSE("is neither true nor false"),
    MISSING("is missing"),
    NOT_A_USER_ID("is not 1 to 128 letters, digits, - _ and ., or begins with a dot"),
    NOT_AN_ITEM_ID("is not 1 to 128 letters, digits, - _ and ."),
    NOT_A_REGION("is not a region of ISO 3166-1, and the mapping's regions do not have it"),
    NOT_A_CHARGE_ID("is not 1 to 255 letters, digits, - _ and ."),
    NOT_A_SUBSCRIPTION_ID("is not 1 to 255 letters, digits, - _ and ."),
    WITHOUT_CHARGE("is there, and the charge is missing"),
    NOT_A_SERVICE("is none of stripe, google-play, apple, carrier and other"),
    NOT_A_METHOD("is no payment method of docs/adopt.md"),
    OF_ANOTHER_SERVICE("is there, and Sundown ends no subscription at the service that paidThrough names"),
    BEFORE_PAYMENT("is before paidAt"),
    NOT_A_CURRENCY("is not a currency of ISO 4217, and the mapping's currencies do not have it"),
    NOT_AN_AMOUNT("is not an amount of its currency"),
    NOT_A_DATE("is not a date from 1800 to 9999 in the mapping's form"),
    NOT_AN_OFFSET("is not an offset as +02:00, to 18:00, or Z"),
    NOT_A_KEY("is not 1 to 1,024 bytes"),
    NOT_A_BUCKET("is neither the mapping's bucket nor one of its layout"),
    NOT_DELETABLE("is under no prefix of the layout, and S3 lets nothing else be deleted"),
    NOT_A_LENGTH("is not a number of bytes"),
    NOT_A_SHA1("is not 40 hexadecimal digits"),
    ITS_OWN_ID("is the id of the row itself, not that of the photo"),
    DUPLICATE("is there twice"),
    NO_ACCOUNT("has no account that was taken");

    private final String sentence;

    Reason(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
