package sundown.status;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import sundown.archive.ArchiveView;
import sundown.timeline.NoticeView;
import sundown.transfer.TransferView;

/**
 * Where the caller stands: the body of {@code GET /me}.
 *
 * @param notice region, group, phase and dates
 * @param open what is open to him now
 * @param transfer his transfer, if he ever started one
 * @param archive his archive, if he ever asked for one; without what opens it
 */
@RegisterForReflection
public record StatusView(
        NoticeView notice, OpenView open, Optional<TransferView> transfer, Optional<ArchiveView> archive) {
    /** What is open. */
    @RegisterForReflection
    public record OpenView(DoorView transfer, DoorView archive) {}

    /**
     * Something that is open or not.
     *
     * @param why in words, when it is not
     */
    @RegisterForReflection
    public record DoorView(boolean open, Optional<String> why) {
        static DoorView opened() {
            return new DoorView(true, Optional.empty());
        }

        static DoorView closed(String why) {
            return new DoorView(false, Optional.of(why));
        }
    }
}
