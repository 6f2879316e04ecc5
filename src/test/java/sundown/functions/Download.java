package sundown.functions;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import sundown.secret.Secret;

/** What a ready archive is downloaded and opened with, as {@code get-archive} tells it. */
record Download(JsonNode json) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    Secret password() {
        return new Secret(json.required("password").asText());
    }

    /** The password of a volume; private ones have another. */
    Secret password(int number) {
        return volume(number).required("private").booleanValue()
                ? new Secret(json.required("privatePassword").asText())
                : password();
    }

    /** A volume; the first has the number one. */
    JsonNode volume(int number) {
        return json.required("volumes").required(number - 1);
    }

    URI link(int number) {
        return URI.create(volume(number).required("link").asText());
    }

    /** Downloads all volumes into a folder, each under its name. */
    List<Path> all(Path folder) {
        return IntStream.rangeClosed(1, json.required("volumes").size())
                .mapToObj(number -> follow(
                                link(number),
                                folder.resolve(volume(number).required("name").asText()))
                        .body())
                .toList();
    }

    /** Follows a link, and writes what comes into a file, be it the volume or a refusal. */
    static HttpResponse<Path> follow(URI link, Path file) {
        try {
            return HTTP.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofFile(file));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
