package sundown.local.unzip;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sundown.secret.Secret;

/** libarchive's tar: what several archive managers of Linux and macOS are built on. */
public final class Bsdtar implements UnzipProgram {
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
