package sundown.local.demo.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import sundown.secret.Secret;

/**
 * How far an archive has come, as {@code GET /archives/current} tells it.
 *
 * @param state the stable name of the state
 * @param message what the user is told about it
 * @param bytes of all volumes, once they are planned
 * @param download present when it is ready
 */
public record ArchiveStatus(
        String state,
        String message,
        int volumesDone,
        Optional<Integer> volumes,
        long bytesDone,
        Optional<Long> bytes,
        Optional<Instant> estimatedEnd,
        long leftOut,
        Optional<Download> download) {

    /** What is needed to download and open it. */
    public record Download(Secret password, List<Volume> volumes) {}

    /** One volume, and the link under which it is now. */
    public record Volume(int number, String name, long bytes, String sha256, URI link) {
        static Volume of(JsonNode volume) {
            return new Volume(
                    volume.required("number").asInt(),
                    volume.required("name").asText(),
                    volume.required("bytes").asLong(),
                    volume.required("sha256").asText(),
                    URI.create(volume.required("link").asText()));
        }
    }

    public static ArchiveStatus of(JsonNode answer) {
        JsonNode progress = answer.required("progress");
        return new ArchiveStatus(
                answer.required("state").asText(),
                answer.required("message").asText(),
                progress.required("volumesDone").asInt(),
                number(progress, "volumes").map(JsonNode::asInt),
                progress.required("bytesDone").asLong(),
                number(progress, "bytes").map(JsonNode::asLong),
                Optional.of(progress.path("estimatedEnd"))
                        .filter(JsonNode::isTextual)
                        .map(end -> Instant.parse(end.asText())),
                answer.required("leftOut").asLong(),
                Optional.of(answer.path("download")).filter(JsonNode::isObject).map(ArchiveStatus::download));
    }

    private static Optional<JsonNode> number(JsonNode object, String field) {
        return Optional.of(object.path(field)).filter(JsonNode::isNumber);
    }

    private static Download download(JsonNode download) {
        return new Download(
                new Secret(download.required("password").asText()),
                StreamSupport.stream(download.required("volumes").spliterator(), false)
                        .map(Volume::of)
                        .toList());
    }

    /** True while it is planned or built. */
    public boolean atWork() {
        return state.equals("planning") || state.equals("building");
    }
}
