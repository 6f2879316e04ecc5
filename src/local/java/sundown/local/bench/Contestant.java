package sundown.local.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sundown.local.unzip.InstalledProgram;

/** A program that takes turns with others on this machine. */
interface Contestant extends AutoCloseable {
    Writer writer();

    /** Takes a turn, and tells how many megabytes it dealt with in a second of processor time. */
    double turn() throws IOException, InterruptedException;

    @Override
    default void close() throws IOException, InterruptedException {
        // Most processes end with their turn.
    }

    private static double megabytesPerSecond(long bytes, Duration time) {
        return bytes * 1000.0 / time.toNanos();
    }

    /** The programs that are compared, each with its name in JSON and its name for people. */
    enum Writer {
        LIMIT("limit", "limit of the machine", false),
        RENDERER_WARM("rendererWarm", "renderer, warm JVM", false),
        RENDERER_NATIVE("rendererNative", "renderer, native", false),
        RENDERER_NATIVE_FIRST("rendererNativeFirst", "renderer, native, first 64 MB", false),
        RENDERER_PORTABLE("rendererPortable", "renderer, native, portable", false),
        ZIP4J("zip4j", "zip4j, warm JVM", false),
        RENDERER_COLD("rendererCold", "renderer, cold JVM", true),
        RENDERER_NATIVE_FILE("rendererNativeFile", "renderer, native", true),
        SEVEN_ZIP("sevenZip", "7-Zip", true),
        BSDTAR("bsdtar", "bsdtar", true);

        final String key;
        final String label;

        /** True if the contents come from files and the archive becomes one; otherwise the writer alone is measured. */
        final boolean toFile;

        Writer(String key, String label, boolean toFile) {
            this.key = key;
            this.label = label;
            this.toFile = toFile;
        }
    }

    interface Archiver extends Contestant {
        long bytes();

        /** Writes into a file what it writes in its turns, so that it can be checked; a JVM is warm after it. */
        void write(Path archive) throws IOException, InterruptedException;
    }

    /**
     * An archiver that is a process of its own each time. Where its archive becomes a file, all that the process takes
     * counts; where it is thrown away, only what it takes more than when it starts and loads the files.
     *
     * @param line the command that writes an archive of a name, which is empty where the archive is to be thrown away
     * @param scratch where its turns may write an archive
     */
    record CommandArchiver(Writer writer, long bytes, Function<String, Command> line, Path scratch)
            implements Archiver {
        @Override
        public void write(Path archive) throws IOException, InterruptedException {
            time(archive.toString());
        }

        @Override
        public double turn() throws IOException, InterruptedException {
            Duration time = writer.toFile ? time(scratch.toString()) : time("").minus(time(WriteOnce.LOADING));
            Files.deleteIfExists(scratch);
            return megabytesPerSecond(bytes, time);
        }

        private Duration time(String archive) throws IOException, InterruptedException {
            return line.apply(archive).time();
        }
    }

    /** An archiver in a JVM that lives from turn to turn, as {@link WriteInTurns} does. */
    record WarmArchiver(Writer writer, long bytes, Process process, BufferedWriter turns, BufferedReader times)
            implements Archiver {
        static WarmArchiver start(Writer writer, long bytes, Command command) throws IOException {
            Process process = command.start(Redirect.INHERIT);
            return new WarmArchiver(writer, bytes, process, process.outputWriter(), process.inputReader());
        }

        @Override
        public void write(Path archive) throws IOException {
            time(archive.toString());
        }

        @Override
        public double turn() throws IOException {
            return megabytesPerSecond(bytes, time(""));
        }

        private Duration time(String archive) throws IOException {
            turns.write(archive);
            turns.newLine();
            turns.flush();
            String nanoseconds = times.readLine();
            if (nanoseconds == null) {
                throw new IOException(writer.label + " ended before its turn was over");
            }
            return Duration.ofNanos(Long.parseLong(nanoseconds));
        }

        /** The JVM ends at the end of its input: after a signal it would log its exit, with no log manager there. */
        @Override
        public void close() throws IOException, InterruptedException {
            turns.close();
            process.waitFor();
        }
    }

    /**
     * How fast OpenSSL, which has assembler for every processor, encrypts with AES-256 in counter mode and then makes a
     * SHA-1 of as much; it reads and writes no files.
     *
     * @param speed the command that measures an algorithm
     */
    record Limit(Function<String, Command> speed) implements Contestant {
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
            return speed.apply(algorithm).output().stream()
                    .map(RESULT::matcher)
                    .filter(Matcher::matches)
                    .mapToDouble(result -> Double.parseDouble(result.group("bytes")) / 1_000_000)
                    .findFirst()
                    .orElseThrow(() -> new IOException("openssl speed writes its result in another form"));
        }

        /** Measures with as many bytes at once as the renderer takes. */
        static Command command(String algorithm) {
            return Command.of(InstalledProgram.OPENSSL.path().toString(), "speed", "-mr")
                    .with("-seconds", "1", "-bytes", "16384", "-evp", algorithm);
        }
    }
}
