package sundown.local.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sundown.local.bench.CommandArchiver.CommandLine;
import sundown.local.unzip.InstalledProgram;

/** All archivers of a comparison; closing this ends what they run. */
final class Contestants implements AutoCloseable {
    private final SampleFolder folder;
    private final Path scratch;
    private final Core core;
    private final List<Archiver> archivers = new ArrayList<>();

    /**
     * Begins without any.
     *
     * @param folder what they archive
     * @param scratch where an archive may be written
     */
    Contestants(SampleFolder folder, Path scratch, Core core) {
        this.folder = folder;
        this.scratch = scratch;
        this.core = core;
    }

    List<Archiver> archivers() {
        return archivers;
    }

    /** The renderer on the JVM, and zip4j. */
    void addJava() throws IOException {
        addWarm(Writer.RENDERER_WARM, "renderer");
        addWarm(Writer.ZIP4J, "zip4j");
        addRenderer(Writer.RENDERER_COLD, Command.java(WriteOnce.class), folder);
    }

    /** The renderer as an executable; its first files are measured alone too. */
    void addNative(Path executable, SampleFolder first) throws IOException {
        Command command = Command.of(executable.toString());
        addRenderer(Writer.RENDERER_NATIVE, command, folder);
        addRenderer(Writer.RENDERER_NATIVE_FIRST, command, first);
        addRenderer(Writer.RENDERER_NATIVE_FILE, command, folder);
    }

    /** The renderer as an executable for every processor of Lambda. */
    void addPortable(Path executable) throws IOException {
        addRenderer(Writer.RENDERER_PORTABLE, Command.of(executable.toString()), folder);
    }

    /** The programs of the command line. */
    void addPrograms() throws IOException {
        String password = ArchiveWriter.PASSWORD.reveal();
        Command sevenZip = Command.of(InstalledProgram.SEVEN_ZIP.path().toString())
                .with("a", "-tzip", "-mx0", "-mem=AES256", "-bd", "-p" + password);
        add(Writer.SEVEN_ZIP, archive -> sevenZip.with(archive, folder.path().toString()), folder);
        Command bsdtar = Command.of(InstalledProgram.BSDTAR.path().toString())
                .with("-c", "--format", "zip", "--options", "zip:compression=store,zip:encryption=aes256")
                .with("--passphrase", password, "-C", folder.path().toString());
        add(Writer.BSDTAR, archive -> bsdtar.with("-f", archive, "."), folder);
    }

    private void addWarm(Writer writer, String name) throws IOException {
        Command command =
                Command.java(WriteInTurns.class).with(name, folder.path().toString());
        archivers.add(WarmArchiver.start(writer, folder.bytes(), core.pinned(command)));
    }

    private void addRenderer(Writer writer, Command command, SampleFolder files) throws IOException {
        add(writer, archive -> command.with(files.path().toString(), archive), files);
    }

    private void add(Writer writer, CommandLine line, SampleFolder files) throws IOException {
        archivers.add(new CommandArchiver(writer, files.bytes(), line, scratch, core));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (Archiver archiver : archivers) {
            archiver.close();
        }
    }
}
