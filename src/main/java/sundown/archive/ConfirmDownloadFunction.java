package sundown.archive;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;
import sundown.edge.ApiRequest;
import sundown.edge.ApiResponse;
import sundown.edge.Correlation;
import sundown.edge.HttpEdge;
import sundown.edge.MessageQueue;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundMessage;

/**
 * {@code POST /archives/current/volumes/{n}/downloaded}: the page or app says that a volume has arrived. With the last
 * volume, the download is finished.
 */
@Singleton
public record ConfirmDownloadFunction(
        HttpEdge edge,
        CurrentArchives archives,
        MessageQueue<RefundMessage> refunds,
        ArchiveSettings settings,
        Clock clock) {
    private static final Logger LOG = Logger.getLogger(ConfirmDownloadFunction.class);

    /** Answers with an {@link ArchiveView}. */
    @Funq("confirm-download")
    public ApiResponse handle(ApiRequest request) {
        return edge.answerUser(request, user -> {
            int volume = volume(request);
            return archives.change(user, archive -> confirmed(archive, volume));
        });
    }

    /** Requests the refund before the archive is saved: if the function ends in between, the user has it anyway. */
    private Archive confirmed(Archive archive, int volume) {
        Archive confirmed =
                switch (ArchiveRules.confirmed(
                        archive, archives.findVolume(archive, volume), settings.keptAfterDownload(), clock.instant())) {
                    case ArchiveRules.Confirmation.Noted noted -> noted.archive();
                    case ArchiveRules.Confirmation.Known _ ->
                        throw Problem.of(
                                ProblemType.ALREADY_CONFIRMED,
                                "Volume " + volume + " is already marked as downloaded; nothing has changed.");
                    case ArchiveRules.Confirmation.Unknown _ -> throw unknownVolume();
                    case ArchiveRules.Confirmation.NotReady(boolean live) ->
                        throw Problem.of(
                                ProblemType.ARCHIVE_NOT_READY,
                                live
                                        ? "It is still being built. Check its state, and confirm a volume once it has"
                                                + " arrived."
                                        : "It could not be built. You can ask for a new one.");
                };
        if (confirmed.downloads().finishedAt().isPresent()) {
            LOG.infof("archive %s has been downloaded", archive.id());
            refunds.send(new RefundMessage(archive.user(), Trigger.DOWNLOAD_FINISHED, Correlation.current()));
        }
        return confirmed;
    }

    /** A volume has one address: its number without sign, leading zero, or other digits than 0 to 9. */
    private static int volume(ApiRequest request) {
        return request.path("n")
                .filter(number -> number.matches("[1-9][0-9]{0,8}"))
                .map(Integer::parseInt)
                .orElseThrow(ConfirmDownloadFunction::unknownVolume);
    }

    private static Problem unknownVolume() {
        return Problem.of(ProblemType.UNKNOWN_VOLUME, "The archive has no volume of this number.");
    }
}
