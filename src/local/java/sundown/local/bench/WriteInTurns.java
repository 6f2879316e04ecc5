package sundown.local.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.lingala.zip4j.io.outputstream.ZipOutputStream;
import net.lingala.zip4j.model.ZipParameters;
import net.lingala.zip4j.model.enums.AesKeyStrength;
import net.lingala.zip4j.model.enums.CompressionMethod;
import net.lingala.zip4j.model.enums.EncryptionMethod;
import sundown.local.bench.ArchiveWriter.LoadedFile;

/**
 * Archives a folder again and again, so that it is done by a JVM that has warmed up: once for each line of standard
 * input, which names the archive's file and is empty where the archive is to be thrown away. Answers with the
 * nanoseconds of processor time that all threads of the JVM took, in the system's steps of ten milliseconds.
 */
public final class WriteInTurns {
    private WriteInTurns() {}

    /** Takes the writer, {@code renderer} or {@code zip4j}, and the folder. */
    public static void main(String[] arguments) throws IOException {
        ArchiveWriter writer =
                switch (arguments[0]) {
                    case "renderer" -> new ArchiveWriter.Renderer();
                    case "zip4j" -> new Zip4jWriter();
                    default -> throw new IllegalArgumentException("There is no writer " + arguments[0]);
                };
        List<LoadedFile> files = LoadedFile.loadAll(Path.of(arguments[1]));
        BufferedReader turns = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String archive = turns.readLine(); archive != null; archive = turns.readLine()) {
            Duration before = processorTime();
            writer.write(files, archive);
            System.out.println(processorTime().minus(before).toNanos());
        }
    }

    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    /** zip4j, the library that most Java programs write such archives with. */
    static final class Zip4jWriter implements ArchiveWriter {
        @Override
        public void write(List<LoadedFile> files, OutputStream target) throws IOException {
            try (ZipOutputStream zip =
                    new ZipOutputStream(target, PASSWORD.reveal().toCharArray())) {
                for (LoadedFile file : files) {
                    zip.putNextEntry(parameters(file));
                    file.copy(zip::write);
                    zip.closeEntry();
                }
            }
        }

        private static ZipParameters parameters(LoadedFile file) {
            ZipParameters parameters = new ZipParameters();
            parameters.setFileNameInZip(file.name());
            parameters.setEntrySize(file.bytes().capacity());
            parameters.setCompressionMethod(CompressionMethod.STORE);
            parameters.setEncryptFiles(true);
            parameters.setEncryptionMethod(EncryptionMethod.AES);
            parameters.setAesKeyStrength(AesKeyStrength.KEY_STRENGTH_256);
            return parameters;
        }
    }
}
