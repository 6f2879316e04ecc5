package sundown.local.unzip;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.lingala.zip4j.ZipFile;
import net.lingala.zip4j.exception.ZipException;
import net.lingala.zip4j.model.FileHeader;
import sundown.secret.Secret;

/** A program that opens password-protected volumes, and shares no code with what makes them. */
public interface UnzipProgram {
    /** All that are tested. */
    static Stream<UnzipProgram> all() {
        return Stream.of(new SevenZip(), new Bsdtar(), new Zip4j());
    }

    List<ListedEntry> list(Path volume) throws IOException, InterruptedException;

    /** Writes all entries into a folder; false where it found something wrong. */
    boolean extract(Path volume, Secret password, Path folder) throws IOException, InterruptedException;

    /** Writes the contents of all entries one after the other; false where it found something wrong. */
    boolean contents(Path volume, Secret password, OutputStream target) throws IOException, InterruptedException;

    record ListedEntry(String path, long bytes) {}

    /** libarchive's tar: what several archive managers of Linux and macOS are built on. */
    final class Bsdtar implements UnzipProgram {
        /** Permissions, links, owner, group, size, date, and all the rest is the path. */
        private static final Pattern LINE =
                Pattern.compile("\\S+ +\\S+ +\\S+ +\\S+ +(?<bytes>[0-9]+) \\S+ +\\S+ +\\S+ (?<path>.*)");

        @Override
        public List<ListedEntry> list(Path volume) throws IOException, InterruptedException {
            return InstalledProgram.BSDTAR.lines(List.of("-tvf", volume.toString())).stream()
                    .map(Bsdtar::entry)
                    .toList();
        }

        private static ListedEntry entry(String line) {
            Matcher fields = LINE.matcher(line);
            if (!fields.matches()) {
                throw new IllegalStateException("bsdtar writes its list in another form");
            }
            return new ListedEntry(fields.group("path"), Long.parseLong(fields.group("bytes")));
        }

        @Override
        public boolean extract(Path volume, Secret password, Path folder) throws IOException, InterruptedException {
            return InstalledProgram.BSDTAR.run(
                    OutputStream.nullOutputStream(),
                    List.of("--passphrase", password.reveal(), "-C", folder.toString(), "-xf", volume.toString()));
        }

        @Override
        public boolean contents(Path volume, Secret password, OutputStream target)
                throws IOException, InterruptedException {
            return InstalledProgram.BSDTAR.run(
                    target, List.of("--passphrase", password.reveal(), "-xOf", volume.toString()));
        }

        @Override
        public String toString() {
            return "bsdtar";
        }
    }

    /** 7-Zip, what most people open such volumes with. */
    final class SevenZip implements UnzipProgram {
        /** A field of an entry, on a line of its own; its size comes some lines after its path. */
        private static final Pattern FIELD = Pattern.compile("(?:Path|Size) = (?<value>.*)");

        @Override
        public List<ListedEntry> list(Path volume) throws IOException, InterruptedException {
            List<String> values =
                    InstalledProgram.SEVEN_ZIP
                            .lines(List.of("l", "-slt", "-ba", "-sccUTF-8", volume.toString()))
                            .stream()
                            .map(FIELD::matcher)
                            .filter(Matcher::matches)
                            .map(field -> field.group("value"))
                            .toList();
            return IntStream.range(0, values.size() / 2)
                    .mapToObj(
                            entry -> new ListedEntry(values.get(2 * entry), Long.parseLong(values.get(2 * entry + 1))))
                    .toList();
        }

        @Override
        public boolean extract(Path volume, Secret password, Path folder) throws IOException, InterruptedException {
            return run(OutputStream.nullOutputStream(), volume, password, "-o" + folder);
        }

        @Override
        public boolean contents(Path volume, Secret password, OutputStream target)
                throws IOException, InterruptedException {
            return run(target, volume, password, "-so");
        }

        private static boolean run(OutputStream output, Path volume, Secret password, String to)
                throws IOException, InterruptedException {
            return InstalledProgram.SEVEN_ZIP.run(
                    output, List.of("x", "-y", "-p" + password.reveal(), to, volume.toString()));
        }

        @Override
        public String toString() {
            return "7-Zip";
        }
    }

    /** The library that most Java programs open such volumes with. */
    final class Zip4j implements UnzipProgram {
        @Override
        public List<ListedEntry> list(Path volume) throws IOException {
            try (ZipFile zip = new ZipFile(volume.toFile())) {
                return zip.getFileHeaders().stream()
                        .map(header -> new ListedEntry(header.getFileName(), header.getUncompressedSize()))
                        .toList();
            }
        }

        @Override
        public boolean extract(Path volume, Secret password, Path folder) throws IOException {
            try (ZipFile zip = open(volume, password)) {
                zip.extractAll(folder.toString());
                return true;
            } catch (ZipException wrong) {
                return false;
            }
        }

        @Override
        public boolean contents(Path volume, Secret password, OutputStream target) {
            try (ZipFile zip = open(volume, password)) {
                for (FileHeader header : zip.getFileHeaders()) {
                    try (InputStream contents = zip.getInputStream(header)) {
                        contents.transferTo(target);
                    }
                }
                return true;
            } catch (IOException wrong) {
                // A code that does not fit the contents shows as any other failure to read.
                return false;
            }
        }

        private static ZipFile open(Path volume, Secret password) {
            return new ZipFile(volume.toFile(), password.reveal().toCharArray());
        }

        @Override
        public String toString() {
            return "zip4j";
        }
    }
}
