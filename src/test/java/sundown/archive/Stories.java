package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import sundown.digest.Sha256;
import sundown.gallery.ObjectKey;
import sundown.local.unzip.UnzipProgram.Zip4j;
import sundown.secret.Secret;

/** What tests do with archives and read from them. */
final class Stories {
    private Stories() {}

    /** Requests an archive of two volumes. */
    static void ask(Functions functions) {
        IntStream.rangeClosed(1, 8).forEach(number -> functions.addPhoto(number, 4_000));
        functions.requestPlanned(Functions.USER);
    }

    /** The same, until it is ready. */
    static void askAndBuild(Functions functions) {
        ask(functions);
        functions.buildAll();
    }

    static List<JsonNode> volumes(JsonNode view) {
        return StreamSupport.stream(view.path("download").path("volumes").spliterator(), false)
                .toList();
    }

    /** Of what is downloaded by a volume's link. */
    static String digest(Functions functions, JsonNode volume) {
        return digest(functions.download(volume).orElseThrow());
    }

    /** Of a stored object. */
    static String digest(Functions functions, ObjectKey key) {
        return digest(functions.bucket.object(key).orElseThrow());
    }

    private static String digest(byte[] bytes) {
        return Sha256.over(bytes).hex();
    }

    /** Downloads every volume of a view and compares it with the digest that the view shows. */
    static void requireDigests(Functions functions, JsonNode view) {
        assertThat(volumes(view))
                .isNotEmpty()
                .allSatisfy(volume -> assertThat(digest(functions, volume))
                        .isEqualTo(volume.path("sha256").textValue()));
    }

    /** Downloads all volumes as their owner does and opens them with zip4j: the files by path. */
    static Map<String, byte[]> opened(Functions functions, Path folder) throws IOException {
        JsonNode view = functions.view();
        Secret password = new Secret(view.path("download").path("password").textValue());
        for (JsonNode volume : volumes(view)) {
            Path zip = Files.write(
                    folder.resolve(volume.path("name").textValue()),
                    functions.download(volume).orElseThrow());
            if (!new Zip4j().extract(zip, password, folder.resolve("files"))) {
                throw new AssertionError("a volume cannot be opened: " + volume.path("name"));
            }
        }
        return files(folder.resolve("files"));
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
