package sundown.local.demo.app;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import sundown.local.command.Quantity;
import sundown.secret.Secret;

/**
 * How far an archive has come, as {@code GET /archives/current} reports it.
 *
 * @param state the stable name of the state
 * @param message the state in words, for the user
 * @param download present when it is ready
 */
public record ArchiveStatus(
        String state, String message, Progress progress, long leftOut, Optional<Download> download) {

    /**
     * How much of it is built.
     *
     * @param bytes of all volumes, once they are planned
     */
    public record Progress(
            int volumesDone,
            Optional<Integer> volumes,
            long bytesDone,
            Optional<Long> bytes,
            Optional<Instant> estimatedEnd) {}

    public record Download(Secret password, Optional<Secret> privatePassword, List<Volume> volumes) {
        @JsonCreator
        static Download of(
                @JsonProperty("password") String password,
                @JsonProperty("privatePassword") Optional<String> privatePassword,
                @JsonProperty("volumes") List<Volume> volumes) {
            return new Download(new Secret(password), privatePassword.map(Secret::new), volumes);
        }

        public Secret passwordOf(Volume volume) {
            return volume.isPrivate() ? privatePassword.orElseThrow() : password;
        }
    }

    public record Volume(
            int number, @JsonProperty("private") boolean isPrivate, String name, long bytes, String sha256, URI link) {}

    public boolean atWork() {
        return state.equals("planning") || state.equals("building");
    }

    public String line(Instant now) {
        if (progress.bytes().isEmpty()) {
            return message;
        }
        long all = progress.bytes().get();
        StringJoiner line = new StringJoiner(", ");
        line.add(ProgressLine.bar(progress.bytesDone() * 100 / all) + "  " + progress.volumesDone() + " of "
                + progress.volumes().orElse(0) + " volumes");
        line.add(Quantity.bytes(progress.bytesDone()) + " of " + Quantity.bytes(all));
        progress.estimatedEnd()
                .filter(now::isBefore)
                .ifPresent(end -> line.add(Quantity.duration(Duration.between(now, end)) + " left"));
        return line.toString();
    }
}
