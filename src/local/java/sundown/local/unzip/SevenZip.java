package sundown.local.unzip;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import sundown.secret.Secret;

/** 7-Zip, what most people open such volumes with. */
public final class SevenZip implements UnzipProgram {
    /** A field of an entry, on a line of its own; its size comes some lines after its path. */
    private static final Pattern FIELD = Pattern.compile("(?:Path|Size) = (?<value>.*)");

    @Override
    public List<ListedEntry> list(Path volume) throws IOException, InterruptedException {
        List<String> values =
                InstalledProgram.SEVEN_ZIP.lines(List.of("l", "-slt", "-ba", "-sccUTF-8", volume.toString())).stream()
                        .map(FIELD::matcher)
                        .filter(Matcher::matches)
                        .map(field -> field.group("value"))
                        .toList();
        return IntStream.range(0, values.size() / 2)
                .mapToObj(entry -> new ListedEntry(values.get(2 * entry), Long.parseLong(values.get(2 * entry + 1))))
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
