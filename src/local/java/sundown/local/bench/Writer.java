package sundown.local.bench;

/** What is compared. */
enum Writer {
    LIMIT("limit", "limit of the machine", Sink.NONE),
    RENDERER_WARM("rendererWarm", "renderer, warm JVM", Sink.NONE),
    RENDERER_NATIVE("rendererNative", "renderer, native", Sink.NONE),
    RENDERER_NATIVE_FIRST("rendererNativeFirst", "renderer, native, first 64 MB", Sink.NONE),
    RENDERER_PORTABLE("rendererPortable", "renderer, native, portable", Sink.NONE),
    ZIP4J("zip4j", "zip4j, warm JVM", Sink.NONE),
    RENDERER_COLD("rendererCold", "renderer, cold JVM", Sink.FILE),
    RENDERER_NATIVE_FILE("rendererNativeFile", "renderer, native", Sink.FILE),
    SEVEN_ZIP("sevenZip", "7-Zip", Sink.FILE),
    BSDTAR("bsdtar", "bsdtar", Sink.FILE);

    private final String key;
    private final String label;
    private final Sink sink;

    Writer(String key, String label, Sink sink) {
        this.key = key;
        this.label = label;
        this.sink = sink;
    }

    /** Its name in JSON. */
    String key() {
        return key;
    }

    /** Its name for people. */
    String label() {
        return label;
    }

    Sink sink() {
        return sink;
    }
}
