package sundown.archive;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sundown.archive.plan.LeftOut;
import sundown.gallery.Tally;

/**
 * An archive as its owner sees it: the body of {@code POST /archives} and {@code GET /archives/current}. Instants are
 * ISO 8601 in UTC.
 *
 * @param state {@code planning}, {@code building}, {@code ready}, {@code gave-up} or {@code deleted}
 * @param message the state in words
 * @param endsAt the first instant at which it can no longer be downloaded
 * @param progress how much of it is built
 * @param leftOut the number of items that it lacks; {@code volumes} and a file in the archive name them
 * @param download what is needed to download and open it; only in {@code GET /archives/current} of a ready archive
 */
@RegisterForReflection
public record ArchiveView(
        String id,
        String state,
        String message,
        String createdAt,
        String endsAt,
        ProgressView progress,
        long leftOut,
        Optional<DownloadView> download) {

    /**
     * How much of an archive is built.
     *
     * @param items in the gallery; unknown before the archive is planned
     * @param volumes how many there will be; unknown before the archive is planned
     * @param bytes of all volumes together; unknown before the archive is planned
     * @param estimatedEnd when it is likely to be ready; unknown before the first bytes
     */
    @RegisterForReflection
    public record ProgressView(
            Optional<Long> items,
            Optional<Integer> volumes,
            int volumesDone,
            Optional<Long> bytes,
            long bytesDone,
            Optional<String> estimatedEnd) {}

    /**
     * What a user needs to download and open their archive. It is secret.
     *
     * @param linksEndAt when the links end; a new request gives new ones
     * @param programs which programs open the volumes, by system
     * @param finishedAt when the last volume arrived, as the page or app said
     */
    @RegisterForReflection
    public record DownloadView(
            String password,
            String linksEndAt,
            List<VolumeView> volumes,
            List<Program> programs,
            Optional<String> finishedAt) {

        /**
         * One volume.
         *
         * @param name the name of the downloaded file
         * @param sha256 of its bytes, in hexadecimal digits
         * @param downloaded whether the page or app has said that it arrived
         * @param leftOut the number of items that it lacks
         * @param examples some of these
         */
        @RegisterForReflection
        public record VolumeView(
                int number,
                String name,
                long bytes,
                String sha256,
                String link,
                boolean downloaded,
                int leftOut,
                List<LeftOutView> examples) {
            @Override
            public String toString() {
                return "VolumeView[" + number + "]";
            }
        }

        /** An item that a volume lacks. */
        @RegisterForReflection
        public record LeftOutView(String itemId, String name, String reason, String why) {
            static LeftOutView of(LeftOut item) {
                return new LeftOutView(
                        item.item().value(),
                        item.name(),
                        item.reason().name(),
                        item.reason().sentence());
            }

            @Override
            public String toString() {
                return "LeftOutView[" + itemId + "]";
            }
        }

        /** Programs of a system that open the volumes. Those that come with Windows and macOS do not. */
        @RegisterForReflection
        public record Program(String system, List<String> names) {}

        /** Tested by us, or confirmed by their makers. */
        static final List<Program> PROGRAMS = List.of(
                new Program("Windows", List.of("7-Zip", "WinZip")),
                new Program("macOS", List.of("Keka", "The Unarchiver")),
                new Program("Linux", List.of("7-Zip", "bsdtar")));

        @Override
        public String toString() {
            return "DownloadView[***]";
        }
    }

    /** The view of an archive without what opens it. */
    public static ArchiveView of(Archive archive, List<Volume> volumes, Instant close, Instant now) {
        return new ArchiveView(
                archive.id().value(),
                stateName(archive.state()),
                message(archive, leftOut(volumes)),
                archive.createdAt().toString(),
                ArchiveRules.end(archive, close).toString(),
                progress(archive, volumes, now),
                leftOut(volumes),
                Optional.empty());
    }

    /** The same with what is needed to download and open it. */
    ArchiveView with(DownloadView needed) {
        return new ArchiveView(id, state, message, createdAt, endsAt, progress, leftOut, Optional.of(needed));
    }

    private static ProgressView progress(Archive archive, List<Volume> volumes, Instant now) {
        long done = volumes.stream().mapToLong(Volume::uploaded).sum();
        return new ProgressView(
                archive.gallery().map(Tally::items),
                archive.contents().map(Archive.Contents::volumes),
                (int) volumes.stream()
                        .filter(volume -> volume.state() instanceof VolumeState.Done)
                        .count(),
                archive.contents().map(contents -> bytes(contents, volumes)),
                done,
                estimatedEnd(archive, volumes, done, now).map(Instant::toString));
    }

    /** The planned size, until the rows of all volumes exist. */
    private static long bytes(Archive.Contents contents, List<Volume> volumes) {
        return volumes.size() == contents.volumes()
                ? volumes.stream().mapToLong(Volume::bytes).sum()
                : contents.bytes();
    }

    private static Optional<Instant> estimatedEnd(Archive archive, List<Volume> volumes, long done, Instant now) {
        if (!(archive.state() instanceof ArchiveState.Building building) || done == 0) {
            return Optional.empty();
        }
        double passed = Duration.between(building.since(), now).toMillis();
        long left = bytes(archive.contents().orElseThrow(), volumes) - done;
        return Optional.of(now.plusMillis((long) Math.ceil(passed * left / done)));
    }

    private static long leftOut(List<Volume> volumes) {
        return volumes.stream().mapToLong(Volume::leftOut).sum();
    }

    private static String stateName(ArchiveState state) {
        return switch (state) {
            case ArchiveState.Planning _ -> "planning";
            case ArchiveState.Building _ -> "building";
            case ArchiveState.Ready _ -> "ready";
            case ArchiveState.Ended ended ->
                ended.why().name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }

    private static String message(Archive archive, long leftOut) {
        return switch (archive.state()) {
            case ArchiveState.Planning _ -> "We are looking through your gallery.";
            case ArchiveState.Building _ -> "Your archive is being built. You need not wait here.";
            case ArchiveState.Ready _ -> ready(archive, leftOut);
            case ArchiveState.Ended ended -> ending(ended.why());
        };
    }

    private static String ready(Archive archive, long leftOut) {
        String begin = archive.downloads().finishedAt().isPresent()
                ? "You have downloaded your archive."
                : "Your archive can be downloaded.";
        return leftOut == 0
                ? begin
                : begin + " It lacks " + leftOut + " of your items; a file in it says which and why.";
    }

    private static String ending(ArchiveState.Ending why) {
        return switch (why) {
            case EXPIRED -> "The archive has expired.";
            case CLOSED -> "Exports have ended.";
            case DELETED -> "You deleted the archive. You can ask for a new one.";
            case GAVE_UP -> "The archive could not be built. We have been told; you can ask for a new one.";
        };
    }
}
