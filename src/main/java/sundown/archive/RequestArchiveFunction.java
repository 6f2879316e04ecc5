package sundown.archive;

import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.archive.Archive.ArchiveId;
import sundown.archive.Archive.ArchiveMessage;
import sundown.archive.Archive.Chosen;
import sundown.archive.ArchiveRules.VolumeSize;
import sundown.edge.ApiRequest;
import sundown.edge.ApiResponse;
import sundown.edge.Correlation;
import sundown.edge.HttpEdge;
import sundown.edge.MessageQueue;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.edge.WrongPart;
import sundown.failure.LoggableFailure;
import sundown.failure.RetryableFailure;
import sundown.gallery.Item;
import sundown.hold.Exports;
import sundown.media.AddedDates;
import sundown.media.Choice;
import sundown.secret.Secret;
import sundown.secret.SecretSealer;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.secret.SecretSealer.SecretPurpose;
import sundown.transfer.Transfer;
import sundown.transfer.TransferStore;

/**
 * {@code POST /archives}: requests the caller's gallery as an archive; 201 for a new one, 200 for the one that is being
 * built or can be downloaded.
 */
@Singleton
public record RequestArchiveFunction(
        HttpEdge edge,
        Exports exports,
        TransferStore transfers,
        ChosenItems items,
        SecretSealer sealer,
        ArchiveStore archives,
        MessageQueue<ArchiveMessage> queue,
        CurrentArchives current,
        AddedDates dates,
        RandomGenerator random,
        Clock clock) {
    private static final Logger LOG = Logger.getLogger(RequestArchiveFunction.class);

    /** Without characters that look alike: 0 and o; 1, i and l. */
    private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

    /** So many items tell almost always whether there is more than trash. */
    private static final int PAGE = 100;

    private static final int PAGES_MAX = 100;

    private static final int GROUPS = 7;
    private static final int GROUP_LENGTH = 4;

    @RegisterForReflection
    record Call(Optional<Long> volumeGigabytes, Optional<Choice.Selection> selection, Optional<Boolean> onlyFailed) {
        Call {
            onlyFailed = onlyFailed.filter(Boolean::booleanValue);
            WrongPart.require(
                    volumeGigabytes.isEmpty()
                            || volumeGigabytes.flatMap(VolumeSize::of).isPresent(),
                    "volumeGigabytes",
                    "is not 1, 2, or 4");
            WrongPart.require(onlyFailed.isEmpty() || selection.isEmpty(), "onlyFailed", "is true beside a selection");
        }

        private VolumeSize volumeSize() {
            return volumeGigabytes.flatMap(VolumeSize::of).orElse(VolumeSize.FOUR);
        }
    }

    /** Answers with an {@link ArchiveView}. */
    @Funq("request-archive")
    public ApiResponse handle(ApiRequest request) {
        return edge.answerUser(request, user -> {
            Call call = request.body(Call.class);
            return request(user, exports.openTo(user), call);
        });
    }

    private ApiResponse request(UserId user, Exports.Open open, Call call) {
        return switch (ArchiveRules.request(
                archives.find(user), wanted(user, call), open.dates().close(), clock.instant())) {
            case ArchiveRules.Request.There there -> current.show(there.archive(), open);
            case ArchiveRules.Request.Fresh fresh -> begin(user, open, call.volumeSize(), fresh);
            case ArchiveRules.Request.TooMany tooMany -> throw tooMany(tooMany.next());
        };
    }

    private Optional<Chosen> wanted(UserId user, Call call) {
        return call.onlyFailed()
                .map(_ -> Chosen.of(failures(user)))
                .or(() -> call.selection().map(Chosen::of));
    }

    /** Until a transfer has ended, what failed may still be moved, and more may fail. */
    private Archive.Failures failures(UserId user) {
        Transfer transfer = transfers.find(user).orElseThrow(RequestArchiveFunction::noFailedItems);
        if (transfer.state().active()) {
            throw Problem.of(
                    ProblemType.TRANSFER_UNDER_WAY, "Stop it, or wait for its end: then it is known what failed.");
        }
        if (transfer.counts().failed().items() == 0) {
            throw noFailedItems();
        }
        return Archive.Failures.of(transfer);
    }

    private static Problem noFailedItems() {
        return Problem.of(ProblemType.NO_FAILED_ITEMS, "Your transfer has moved all that is still in the gallery.");
    }

    private static Problem tooMany(Instant next) {
        return Problem.of(
                        ProblemType.TOO_MANY_ARCHIVES,
                        "You can request " + ArchiveRules.ARCHIVES_PER_DAY + " within 24 hours, the next one after "
                                + next + ".")
                .with("requestPossibleAt", next.toString());
    }

    private ApiResponse begin(UserId user, Exports.Open open, VolumeSize size, ArchiveRules.Request.Fresh fresh) {
        if (isEmpty(user, fresh.chosen())) {
            throw fresh.chosen().failures().isPresent()
                    ? noFailedItems()
                    : Problem.of(ProblemType.EMPTY_GALLERY, "There is nothing to download.");
        }
        ArchiveId id = ArchiveId.random(random);
        SealedSecret password = sealer.seal(user, SecretPurpose.ARCHIVE_PASSWORD, password(random));
        Optional<Archive> saved = archives.save(ArchiveRules.begin(
                user, id, open.group(), password, size, dates.in(open.zone()), fresh, clock.instant()));
        return saved.map(archive -> current.show(queued(archive), open).created())
                .orElseGet(() -> another(user, open));
    }

    /** False where so many items do not tell: then the plan finds out. */
    private boolean isEmpty(UserId user, Chosen chosen) {
        Iterator<List<Item>> pages = items.pages(user, chosen, PAGE).iterator();
        for (int looks = 0; looks < PAGES_MAX && pages.hasNext(); looks++) {
            if (pages.next().stream().anyMatch(chosen::takes)) {
                return false;
            }
        }
        return !pages.hasNext();
    }

    /** Of two requests at once, the slower one answers with the archive of the other. */
    private ApiResponse another(UserId user, Exports.Open open) {
        Archive archive = archives.find(user)
                .filter(other -> other.state().live())
                .orElseThrow(() -> Problem.of(ProblemType.CHANGED_MEANWHILE, "Check its state and try again."));
        return current.show(archive, open);
    }

    /** The request succeeds even if the message is lost: the sweep has the archive planned. */
    private Archive queued(Archive archive) {
        try {
            queue.send(archive.planning(Correlation.current()));
        } catch (RetryableFailure setback) {
            LOG.warn("an archive will be planned later", LoggableFailure.of(setback));
        }
        return archive;
    }

    /**
     * A new password: 28 characters of an alphabet of 31, 138 random bits, in groups of four. WinZip's key derivation
     * has only 1,000 rounds, so the password alone must resist guessing.
     */
    static Secret password(RandomGenerator random) {
        return new Secret(
                IntStream.range(0, GROUPS).mapToObj(_ -> group(random)).collect(Collectors.joining("-")));
    }

    private static String group(RandomGenerator random) {
        return random.ints(GROUP_LENGTH, 0, ALPHABET.length())
                .mapToObj(index -> ALPHABET.substring(index, index + 1))
                .collect(Collectors.joining());
    }
}
