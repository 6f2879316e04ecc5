package sundown.simulation.port;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.digest.Sha1;
import sundown.gallery.ItemId;
import sundown.gallery.ObjectKey;
import sundown.runtime.Records;
import sundown.simulation.cloud.Gallery;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Coverage;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Run;
import sundown.simulation.run.Runs;
import sundown.simulation.run.Violation;
import sundown.transfer.AccessToken;
import sundown.transfer.Answer;
import sundown.transfer.Batch;
import sundown.transfer.PhotoLibrary;
import sundown.transfer.Transfer;
import sundown.transfer.TransferStore;
import sundown.transfer.UploadSession;
import sundown.transfer.UploadToken;

/** Checks every request to the library at the moment at which it is made. */
public final class WatchedLibrary implements PhotoLibrary {
    private static final Duration MOST_SKEW = Duration.ofMinutes(1);

    private final PhotoLibrary real;
    private final TransferStore transfers;
    private final Function<UserId, Gallery> galleries;
    private final Runs runs;
    private final Calendar calendar;
    private final Clock clock;
    private final Coverage coverage;
    private final Set<UserId> creating = new HashSet<>();

    /**
     * Watches a library.
     *
     * @param transfers the store itself, to see what has been saved
     * @param galleries tell which item of a user an object is
     */
    public WatchedLibrary(
            PhotoLibrary real,
            TransferStore transfers,
            Function<UserId, Gallery> galleries,
            Runs runs,
            Calendar calendar,
            Clock clock,
            Coverage coverage) {
        this.real = real;
        this.transfers = transfers;
        this.galleries = galleries;
        this.runs = runs;
        this.calendar = calendar;
        this.clock = clock;
        this.coverage = coverage;
    }

    @Override
    public Answer.UploadAnswer upload(AccessToken access, String type, Sha1 digest, Body body) {
        checkRequest();
        checkNotSentBefore();
        checkNotRefusedForGood();
        return met("upload", real.upload(access, type, digest, body));
    }

    @Override
    public Answer.SessionAnswer open(AccessToken access, String type, long bytes) {
        checkRequest();
        return met("open", real.open(access, type, bytes));
    }

    @Override
    public Answer.ChunkAnswer send(AccessToken access, UploadSession session, long offset, boolean last, Body chunk) {
        checkRequest();
        checkNotSentBefore();
        checkNotRefusedForGood();
        return met("send", real.send(access, session, offset, last, chunk));
    }

    @Override
    public Answer.ChunkAnswer received(AccessToken access, UploadSession session) {
        checkRequest();
        return met("received", real.received(access, session));
    }

    @Override
    public Answer.CreateAnswer create(AccessToken access, List<NewItem> items) {
        checkRequest();
        checkSaved(items);
        UserId user = runs.current().user().orElseThrow();
        Violation.unless(creating.add(user), "one creation at a time for a user", user);
        try {
            Answer.CreateAnswer answer = met("create", real.create(access, items));
            if (answer instanceof Answer.Created created) {
                runs.current().created(items, created);
                created.elements().forEach(element -> met("element", element));
            }
            return answer;
        } finally {
            creating.remove(user);
        }
    }

    private void checkRequest() {
        Run run = runs.current();
        Violation.unless(run.function() == FunctionName.BATCH, "only a worker moves items", run);
        Violation.unless(
                run.beganOnItsClock().isBefore(calendar.closeAsHeard(clock.instant())),
                "nothing is moved after the close",
                run);
        Violation.unless(!run.foundParked(clock.instant()), "what is parked is left alone", run);
        run.request();
    }

    /** The tokens are in the store before they are used: a crash at any later moment leads back to them. */
    private void checkSaved(List<NewItem> items) {
        Set<UploadToken> saved = batches()
                .flatMap(batch -> batch.withToken().stream())
                .flatMap(entry -> token(entry).stream())
                .collect(Collectors.toSet());
        for (NewItem item : items) {
            Violation.unless(saved.contains(item.token()), "a token is saved before it is used", item.fileName());
        }
    }

    /** The item whose bytes are being sent is the one that was opened last. */
    private void checkNotSentBefore() {
        ItemId item = opened();
        boolean sent = batches()
                .flatMap(batch -> batch.entries().stream())
                .filter(entry -> entry.item().equals(item))
                .flatMap(entry -> token(entry).stream())
                .anyMatch(token -> token.usable(clock.instant().plus(MOST_SKEW)));
        Violation.unless(!sent, "no byte is sent again that has a usable token", item);
    }

    private void checkNotRefusedForGood() {
        ItemId item = opened();
        boolean refused = runs.current().transfer().stream()
                .flatMap(transfer -> transfers.failures(transfer, Optional.empty(), Integer.MAX_VALUE).stream())
                .anyMatch(
                        failed -> failed.item().equals(item) && failed.reason().permanent());
        Violation.unless(!refused, "what cannot succeed is not tried again", item);
    }

    /** The batch under way, and the one that is prepared ahead. */
    private Stream<Batch> batches() {
        return runs.current().current().stream()
                .flatMap(transfer -> Stream.of(transfer, ahead(transfer)))
                .flatMap(transfer -> transfers.batch(transfer).stream());
    }

    private static Transfer ahead(Transfer transfer) {
        int next = transfer.progress().batch() + 1;
        return transfer.with(Records.with(transfer.progress(), "batch", next));
    }

    private static Optional<UploadToken> token(Batch.Entry entry) {
        return entry.step() instanceof Batch.Uploaded uploaded ? Optional.of(uploaded.token()) : Optional.empty();
    }

    private ItemId opened() {
        ObjectKey key = runs.current().opened().orElseThrow();
        return galleries.apply(runs.current().user().orElseThrow()).itemAt(key);
    }

    private <A> A met(String call, A answer) {
        coverage.answered(call, answer);
        runs.current().answered(answer, clock.instant());
        return answer;
    }
}
