package sundown.archive;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/**
 * What a user needs to download and open his archive. It is secret.
 *
 * @param linksEndAt when the links end; ask again for new ones
 * @param programs which programs open the volumes, by system
 * @param finishedAt when all volumes had arrived, as the page or app said
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
     * @param name under which it is saved
     * @param sha256 of its bytes, in hexadecimal digits
     * @param downloaded whether the page or app has said that it arrived
     * @param leftOut how many items it lacks
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
        @Override
        public String toString() {
            return "LeftOutView[" + itemId + "]";
        }
    }

    /** Programs of a system that open the volumes. What comes with Windows and macOS does not. */
    @RegisterForReflection
    public record Program(String system, List<String> names) {}

    /** Tested, or known from their makers. */
    static final List<Program> PROGRAMS = List.of(
            new Program("Windows", List.of("7-Zip", "WinZip")),
            new Program("macOS", List.of("Keka", "The Unarchiver")),
            new Program("Linux", List.of("7-Zip", "bsdtar")));

    @Override
    public String toString() {
        return "DownloadView[***]";
    }
}
