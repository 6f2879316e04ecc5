package sundown.status;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import sundown.archive.ArchiveView;
import sundown.refund.RefundView;
import sundown.timeline.NoticeView;
import sundown.transfer.TransferView;

/**
 * The caller's status: the body of {@code GET /me}.
 *
 * @param notice region, group, phase and dates
 * @param open what the caller may do now, and why not
 * @param transfer their transfer, if they ever started one
 * @param archive their archive, if they ever requested one; without what opens it
 * @param refund the refund of their last fee; nothing in a region where nothing ends
 */
@RegisterForReflection
public record StatusView(
        NoticeView notice,
        OpenView open,
        Optional<TransferView> transfer,
        Optional<ArchiveView> archive,
        Optional<RefundView> refund) {
    /**
     * What is open.
     *
     * @param sync whether new photos may be added to the gallery; the servers that sync read this, too
     * @param sales whether memberships may be sold and renewed
     */
    @RegisterForReflection
    public record OpenView(DoorView transfer, DoorView archive, DoorView sync, DoorView sales) {}

    /**
     * Something that is open or closed.
     *
     * @param why a sentence, if it is closed
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
