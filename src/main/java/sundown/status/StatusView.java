package sundown.status;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import sundown.archive.ArchiveView;
import sundown.refund.RefundView;
import sundown.timeline.NoticeView;
import sundown.transfer.TransferView;

/**
 * Where the caller stands: the body of {@code GET /me}.
 *
 * @param notice region, group, phase and dates
 * @param open what is open to him now, and what has been shut
 * @param transfer his transfer, if he ever started one
 * @param archive his archive, if he ever asked for one; without what opens it
 * @param refund his last fee, and where it is; nothing where nothing ends
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
     * @param sync whether new photos may come into the gallery; for the servers that sync, too
     * @param sales whether memberships may be sold and prolonged
     */
    @RegisterForReflection
    public record OpenView(DoorView transfer, DoorView archive, DoorView sync, DoorView sales) {}

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
