package sundown.local.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Archives a folder again and again, so that it is done by a JVM that has warmed up: once for each line of standard
 * input, which names the archive's file and is empty where the archive is to be thrown away. Answers with the
 * nanoseconds of processor time that all threads of the JVM took.
 */
public final class WriteInTurns {
    private WriteInTurns() {}

    /** Takes the writer, {@code renderer} or {@code zip4j}, and the folder. */
    public static void main(String[] arguments) throws IOException {
        ArchiveWriter writer =
                switch (arguments[0]) {
                    case "renderer" -> new RendererWriter();
                    case "zip4j" -> new Zip4jWriter();
                    default -> throw new IllegalArgumentException("There is no writer " + arguments[0]);
                };
        BufferedReader turns = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (MappedFolder folder = MappedFolder.open(Path.of(arguments[1]))) {
            for (String file = turns.readLine(); file != null; file = turns.readLine()) {
                System.out.println(turn(writer, folder, file).toNanos());
            }
        }
    }

    private static Duration turn(ArchiveWriter writer, MappedFolder folder, String file) throws IOException {
        ProcessorClock clock = new ProcessorClock();
        Duration before = clock.time();
        writer.write(folder, file);
        return clock.time().minus(before);
    }
}
