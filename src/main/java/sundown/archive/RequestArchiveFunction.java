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
import sundown.failure.LoggableFailure;
import sundown.failure.RetryableFailure;
import sundown.gallery.GalleryIndex;
import sundown.gallery.Tally;
import sundown.secret.SecretSealer;
import sundown.timeline.Exports;

/**
 * {@code POST /archives}: asks for the caller's gallery as archives; 201 for a new one, 200 for the one that is being
 * built or can be downloaded.
 */
@Singleton
public final class RequestArchiveFunction {
    private static final Logger LOG = Logger.getLogger(RequestArchiveFunction.class);

    /** More items than these are not planned within a call: a worker does it, which may take its time. */
    private static final long MOST_AT_ONCE = 50_000;

    private final HttpEdge edge;
    private final Exports exports;
    private final GalleryIndex gallery;
    private final SecretSealer sealer;
    private final ArchiveStore archives;
    private final MessageQueue<ArchiveMessage> queue;
    private final ArchivePlanner planner;
    private final ArchiveViews views;
    private final ArchiveIds ids;
    private final Passwords passwords;
    private final Clock clock;

    RequestArchiveFunction(
            HttpEdge edge,
            Exports exports,
            GalleryIndex gallery,
            SecretSealer sealer,
            ArchiveStore archives,
            MessageQueue<ArchiveMessage> queue,
            ArchivePlanner planner,
            ArchiveViews views,
            ArchiveIds ids,
            Passwords passwords,
            Clock clock) {
        this.edge = edge;
        this.exports = exports;
        this.gallery = gallery;
        this.sealer = sealer;
        this.archives = archives;
        this.queue = queue;
        this.planner = planner;
        this.views = views;
        this.ids = ids;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** Answers with an {@link ArchiveView}. */
    @Funq("request-archive")
    public ApiResponse handle(ApiRequest request) {
        return edge.answerUser(request, user -> request(user, exports.openTo(user)));
    }

    private ApiResponse request(UserId user, Exports.Open open) {
        return switch (ArchiveRules.request(archives.find(user), open.dates().close(), clock.instant())) {
            case ArchiveRules.Request.There there -> ApiResponse.ok(view(there.archive(), open));
            case ArchiveRules.Request.Fresh fresh -> begin(user, open, fresh);
        };
    }

    private ApiResponse begin(UserId user, Exports.Open open, ArchiveRules.Request.Fresh fresh) {
        Tally tally = gallery.count(user);
        if (tally.items() == 0) {
            throw ArchiveProblems.emptyGallery().asException();
        }
        Optional<Archive> saved = archives.save(ArchiveRules.begin(
                user, ids.archive(), open.group(), sealer.seal(user, passwords.next()), tally, fresh, clock.instant()));
        return saved.map(archive -> ApiResponse.created(view(planned(archive), open)))
                .orElseGet(() -> another(user, open));
    }

    /** Two requests at once: the other one's archive is this one's, too. */
    private ApiResponse another(UserId user, Exports.Open open) {
        Archive archive = archives.find(user)
                .filter(other -> other.state().live())
                .orElseThrow(() -> ArchiveProblems.changedMeanwhile().asException());
        return ApiResponse.ok(view(archive, open));
    }

    /** The archive is asked for, whatever befalls its plan: the sweep has it planned again. */
    private Archive planned(Archive archive) {
        try {
            return plan(archive);
        } catch (RetryableFailure setback) {
            LOG.warn("an archive will be planned later", LoggableFailure.of(setback));
            return archives.find(archive.user()).orElse(archive);
        }
    }

    private Archive plan(Archive archive) {
        if (archive.gallery().items() <= MOST_AT_ONCE) {
            return planner.plan(archive);
        }
        queue.send(List.of(archive.planning(Correlation.current())));
        return archive;
    }

    private String view(Archive archive, Exports.Open open) {
        return Json.write(views.of(archive, open));
    }
}
