package sundown.archive;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.edge.ApiRequest;
import sundown.edge.ApiResponse;
import sundown.edge.Correlation;
import sundown.edge.HttpEdge;
import sundown.edge.Json;
import sundown.edge.MessageQueue;
import sundown.refund.RefundMessage;
import sundown.refund.Trigger;

/**
 * {@code POST /archives/current/volumes/{n}/downloaded}: the page or app says that a volume has arrived. When all have,
 * the download counts as finished.
 */
@Singleton
public final class ConfirmDownloadFunction {
    private static final Logger LOG = Logger.getLogger(ConfirmDownloadFunction.class);

    private final HttpEdge edge;
    private final CurrentArchives current;
    private final ArchiveStore archives;
    private final ArchiveViews views;
    private final MessageQueue<RefundMessage> refunds;
    private final Clock clock;

    ConfirmDownloadFunction(
            HttpEdge edge,
            CurrentArchives current,
            ArchiveStore archives,
            ArchiveViews views,
            MessageQueue<RefundMessage> refunds,
            Clock clock) {
        this.edge = edge;
        this.current = current;
        this.archives = archives;
        this.views = views;
        this.refunds = refunds;
        this.clock = clock;
    }

    /** Answers with an {@link ArchiveView}. */
    @Funq("confirm-download")
    public ApiResponse handle(ApiRequest request) {
        return edge.answerUser(request, user -> confirm(user, volume(request)));
    }

    /** Another volume may be confirmed at the same moment: then this one is tried again on what that left. */
    private ApiResponse confirm(UserId user, int volume) {
        CurrentArchives.Current read = current.of(user);
        Optional<Archive> saved = save(confirmed(read.archive(), volume));
        while (saved.isEmpty()) {
            read = current.of(user);
            saved = save(confirmed(read.archive(), volume));
        }
        return ApiResponse.ok(Json.write(views.of(saved.get(), read.open())));
    }

    /** The fee is given back first: should this end here, it was said all the same that everything has arrived. */
    private Optional<Archive> save(Archive archive) {
        if (archive.downloads().finishedAt().isPresent()) {
            LOG.infof("archive %s has been downloaded", archive.id());
            refunds.send(List.of(new RefundMessage(archive.user(), Trigger.DOWNLOAD_FINISHED, Correlation.current())));
        }
        return archives.save(archive);
    }

    private Archive confirmed(Archive archive, int volume) {
        return switch (ArchiveRules.confirmed(archive, volume, clock.instant())) {
            case ArchiveRules.Confirmation.Noted noted -> noted.archive();
            case ArchiveRules.Confirmation.Known ignored ->
                throw ArchiveProblems.alreadyConfirmed(volume).asException();
            case ArchiveRules.Confirmation.Unknown ignored ->
                throw ArchiveProblems.unknownVolume().asException();
            case ArchiveRules.Confirmation.TooEarly ignored ->
                throw ArchiveProblems.notReady().asException();
        };
    }

    private static int volume(ApiRequest request) {
        try {
            return request.path("n").map(Integer::parseInt).orElse(0);
        } catch (NumberFormatException notNumber) {
            throw ArchiveProblems.unknownVolume().asException();
        }
    }
}
