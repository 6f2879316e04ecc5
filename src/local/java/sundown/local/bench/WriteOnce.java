package sundown.local.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import sundown.local.bench.ArchiveWriter.LoadedFile;

/** Renders a folder and ends, on a JVM that has just started or as a native executable. */
public final class WriteOnce {
    /** In place of an archive's name: the files are loaded into memory, and that is all. */
    static final String LOADING = "-";

    private WriteOnce() {}

    /** Takes the folder and the name of the archive, empty where the archive is to be thrown away. */
    public static void main(String[] arguments) throws IOException {
        List<LoadedFile> files = LoadedFile.loadAll(Path.of(arguments[0]));
        if (!arguments[1].equals(LOADING)) {
            new ArchiveWriter.Renderer().write(files, arguments[1]);
        }
    }
}
