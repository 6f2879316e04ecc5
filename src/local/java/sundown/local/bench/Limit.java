package sundown.local.bench;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sundown.local.unzip.InstalledProgram;

/**
 * How fast OpenSSL, which has assembler for every processor, encrypts with AES-256 in counter mode and then makes a
 * SHA-1 of as much; it reads and writes no files.
 */
record Limit(Core core) implements Contestant {
    /** As many bytes at once as the renderer takes. */
    private static final String CHUNK_BYTES = "16384";

    private static final Pattern RESULT = Pattern.compile("\\+F:.*:(?<bytes>[0-9.]+)");

    @Override
    public Writer writer() {
        return Writer.LIMIT;
    }

    @Override
    public double turn() throws IOException, InterruptedException {
        return 1 / (1 / megabytesPerSecond("aes-256-ctr") + 1 / megabytesPerSecond("sha1"));
    }

    /** OpenSSL counts the processor time of the user, which is all that it takes. */
    private double megabytesPerSecond(String algorithm) throws IOException, InterruptedException {
        Command speed = Command.of(InstalledProgram.OPENSSL.path().toString(), "speed", "-mr")
                .with("-seconds", "1", "-bytes", CHUNK_BYTES, "-evp", algorithm);
        return core.pinned(speed).output().stream()
                .map(RESULT::matcher)
                .filter(Matcher::matches)
                .mapToDouble(result -> Double.parseDouble(result.group("bytes")) / 1_000_000)
                .findFirst()
                .orElseThrow(() -> new IOException("openssl speed writes its result in another form"));
    }
}
