package sundown.metrics;

/** The units of metrics, by the names that CloudWatch has for them. */
public enum Unit {
    COUNT("Count"),
    BYTES("Bytes"),
    SECONDS("Seconds");

    private final String text;

    Unit(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
