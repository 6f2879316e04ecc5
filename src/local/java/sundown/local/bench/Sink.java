package sundown.local.bench;

/** Where an archive goes. */
enum Sink {
    /** It is thrown away, and the contents are in memory before, so that the writer alone is measured. */
    NONE("nothing"),

    /** It becomes a file, and the contents come from files. */
    FILE("file");

    private final String label;

    Sink(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
