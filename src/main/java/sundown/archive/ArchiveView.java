package sundown.archive;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.archive.Archive.ArchiveId;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.Volume.VolumeState;
import sundown.archive.plan.ArchiveItem.LeftOut;
import sundown.digest.Sha256;
import sundown.edge.ApiResponse.NextLook;
import sundown.edge.Code;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Tally;
import sundown.media.Choice;

/**
 * An archive as its owner sees it: the body of every answer about it.
 *
 * @param state {@code planning}, {@code building}, {@code ready}, {@code gave-up} or {@code deleted}
 * @param message the state in words
 * @param code of the message: a {@link Message}
 * @param endsAt the first instant at which it can no longer be downloaded
 * @param progress how much of it is built
 * @param choice the part of the gallery that it has, unless it is all
 * @param onlyFailed true if it has only what a transfer could not move; otherwise empty
 * @param leftOut the number of items that it lacks; {@code volumes} and a file in the archive name those that the
 *     gallery still lists
 * @param downloadedAt when the last volume arrived, as the page or app said
 * @param download what is needed to download and open it; only in {@code GET /archives/current} of a ready archive
 * @param lookAgainInSeconds how long to wait until the next look
 */
@RegisterForReflection
public record ArchiveView(
        ArchiveId id,
        String state,
        String message,
        String code,
        Instant createdAt,
        Instant endsAt,
        ProgressView progress,
        Optional<Choice.ChoiceView> choice,
        Optional<Boolean> onlyFailed,
        long leftOut,
        Optional<Instant> downloadedAt,
        Optional<DownloadView> download,
        long lookAgainInSeconds) {

    /** The state in words. */
    public enum Message implements Code {
        PLANNING("We are looking through your gallery."),
        BUILDING("Your archive is being built. You need not wait here."),
        READY("Your archive can be downloaded."),
        READY_WITHOUT_SOME(
                "Your archive can be downloaded. It lacks %d of your items; a file in it says which and why."),
        DOWNLOADED("You have downloaded your archive."),
        DOWNLOADED_WITHOUT_SOME(
                "You have downloaded your archive. It lacks %d of your items; a file in it says which and why."),
        EXPIRED("The archive has expired."),
        CLOSED("Exports have ended."),
        DELETED("You deleted the archive. You can ask for a new one."),
        GAVE_UP("The archive could not be built. We have been told; you can ask for a new one.");

        private final String sentence;

        Message(String sentence) {
            this.sentence = sentence;
        }
    }

    /**
     * How much of an archive is built.
     *
     * @param items in the gallery; unknown before the archive is planned
     * @param volumes how many there will be; unknown before the archive is planned
     * @param volumesDownloaded how many have arrived, as the page or app said
     * @param bytes of all volumes together; unknown before the archive is planned
     * @param estimatedEnd when it is likely to be ready; unknown before the first bytes
     */
    @RegisterForReflection
    public record ProgressView(
            Optional<Long> items,
            Optional<Integer> volumes,
            int volumesDone,
            int volumesDownloaded,
            Optional<Long> bytes,
            long bytesDone,
            Optional<Instant> estimatedEnd) {}

    /**
     * The secrets that a user needs to download and open their archive.
     *
     * @param password of the volumes that are not private
     * @param privatePassword of the private ones, if there are any
     * @param linksEndAt when the links end; a new request gives new ones
     * @param programs which programs open the volumes, by system
     */
    @RegisterForReflection
    public record DownloadView(
            String password,
            Optional<String> privatePassword,
            Instant linksEndAt,
            List<VolumeView> volumes,
            List<Program> programs) {

        /**
         * One volume.
         *
         * @param isPrivate whether it has private items, and opens with their password
         * @param name the name of the downloaded file
         * @param sha256 of its bytes, in hexadecimal digits
         * @param downloaded whether the page or app has said that it arrived
         * @param leftOut the number of items that it lacks
         * @param examples some of these
         */
        @RegisterForReflection
        public record VolumeView(
                int number,
                @JsonProperty("private") boolean isPrivate,
                String name,
                long bytes,
                Sha256 sha256,
                URI link,
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
        public record LeftOutView(ItemId itemId, String name, LeftOut.Reason reason, String why) {
            static LeftOutView of(LeftOut item) {
                return new LeftOutView(
                        item.item(), item.name(), item.reason(), item.reason().sentence());
            }

            @Override
            public String toString() {
                return "LeftOutView[" + itemId + "]";
            }
        }

        /**
         * Programs of a system that open the volumes. Those that come with Windows and macOS do not.
         *
         * @param code of the system: a {@link Platform}
         */
        @RegisterForReflection
        public record Program(String system, String code, List<String> names) {
            private static Program on(Platform platform, String... names) {
                return new Program(platform.title, platform.code(), List.of(names));
            }
        }

        /** A system on which an archive can be opened. */
        public enum Platform implements Code {
            WINDOWS("Windows"),
            MACOS("macOS"),
            LINUX("Linux"),
            ANDROID("Android"),
            IOS("iOS");

            private final String title;

            Platform(String title) {
                this.title = title;
            }
        }

        /** Tested by us, or confirmed by their makers. */
        static final List<Program> PROGRAMS = List.of(
                Program.on(Platform.WINDOWS, "7-Zip", "WinZip"),
                Program.on(Platform.MACOS, "Keka", "The Unarchiver"),
                Program.on(Platform.LINUX, "7-Zip", "bsdtar"),
                Program.on(Platform.ANDROID, "WinZip"),
                Program.on(Platform.IOS, "WinZip"));

        @Override
        public String toString() {
            return "DownloadView[***]";
        }
    }

    /** The view of an archive, without what opens it. */
    public static ArchiveView of(Archive archive, List<Volume> volumes, Instant close, Instant now) {
        return of(archive, volumes, Optional.empty(), close, now);
    }

    static ArchiveView of(
            Archive archive, List<Volume> volumes, Optional<DownloadView> download, Instant close, Instant now) {
        long leftOut = leftOut(volumes);
        Message message = message(archive, leftOut);
        Instant end = ArchiveRules.end(archive, close);
        return new ArchiveView(
                archive.id(),
                nameOf(archive.state()),
                message.sentence.formatted(leftOut),
                message.code(),
                archive.createdAt(),
                end,
                progress(archive, volumes, now),
                archive.chosen().choice().view(archive.chosen().notChosen()),
                archive.chosen().failures().map(_ -> true),
                leftOut,
                archive.downloads().finishedAt(),
                download,
                lookAgain(archive.state(), end, now));
    }

    private static long lookAgain(ArchiveState state, Instant end, Instant now) {
        return switch (state) {
            case ArchiveState.Unfinished _ -> NextLook.WORKING_SECONDS;
            case ArchiveState.Ready _ -> NextLook.secondsUntil(end, now);
            case ArchiveState.Ended _ -> NextLook.IDLE_SECONDS;
        };
    }

    private static ProgressView progress(Archive archive, List<Volume> volumes, Instant now) {
        long done = volumes.stream().mapToLong(Volume::uploaded).sum();
        return new ProgressView(
                archive.gallery().map(Tally::items),
                archive.contents().map(Archive.Contents::volumes),
                (int) volumes.stream()
                        .filter(volume -> volume.state() instanceof VolumeState.Done)
                        .count(),
                archive.downloads().volumes().size(),
                archive.contents().map(contents -> bytes(contents, volumes)),
                done,
                estimatedEnd(archive, volumes, done, now));
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

    /** How many items volumes lack together. */
    public static long leftOut(List<Volume> volumes) {
        return volumes.stream().mapToLong(Volume::leftOut).sum();
    }

    /** A state as users and receipts know it. */
    public static String nameOf(ArchiveState state) {
        return switch (state) {
            case ArchiveState.Planning _ -> "planning";
            case ArchiveState.Building _ -> "building";
            case ArchiveState.Ready _ -> "ready";
            case ArchiveState.Ended ended -> ended.why().code();
        };
    }

    private static Message message(Archive archive, long leftOut) {
        return switch (archive.state()) {
            case ArchiveState.Planning _ -> Message.PLANNING;
            case ArchiveState.Building _ -> Message.BUILDING;
            case ArchiveState.Ready _ -> ready(archive, leftOut);
            case ArchiveState.Ended ended -> ending(ended.why());
        };
    }

    private static Message ready(Archive archive, long leftOut) {
        return archive.downloads().finishedAt().isPresent()
                ? leftOut == 0 ? Message.DOWNLOADED : Message.DOWNLOADED_WITHOUT_SOME
                : leftOut == 0 ? Message.READY : Message.READY_WITHOUT_SOME;
    }

    private static Message ending(ArchiveState.Ending why) {
        return switch (why) {
            case EXPIRED -> Message.EXPIRED;
            case CLOSED -> Message.CLOSED;
            case DELETED -> Message.DELETED;
            case GAVE_UP -> Message.GAVE_UP;
        };
    }
}
