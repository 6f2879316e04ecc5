package sundown.simulation.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import sundown.account.UserId;
import sundown.edge.ApiResponse;
import sundown.edge.Json;
import sundown.media.Choice.Selection;
import sundown.media.MediaType;
import sundown.simulation.cloud.Gallery;
import sundown.simulation.cloud.Google;
import sundown.simulation.run.Chance;
import sundown.simulation.run.Coverage;
import sundown.simulation.run.Violation;
import sundown.transfer.LibraryAccess;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferState;

/** A user who moves the gallery to the library: their actions. */
public final class Mover {
    private static final int PATIENCE = 25;
    private static final int OK = 200;
    /**
     * Such an answer, or a fault, says nothing of the consent: what the request saved may be there, and the consent
     * that it took the place of with nobody.
     */
    private static final int CONFLICT = 409;

    private static final List<Selection> PARTS = List.of(
            Selection.ALL,
            part("All of it"),
            part("Holiday", "Summer"),
            new Selection(Set.of(), Set.of(), Optional.of(MediaType.Kind.VIDEO), Optional.empty()),
            new Selection(Set.of(), Set.of(), Optional.of(MediaType.Kind.PHOTO), Optional.of(true)));

    private final UserId user;
    private final List<LibraryAccount> accounts;
    private final Gallery gallery;
    private final Api api;
    private final Google google;
    private final Chance chance;
    private final Coverage coverage;
    private final boolean choosesParts;
    private int wishes;
    private boolean retriedInPeace;

    /**
     * True when nobody may have the token of a consent: a function failed that had taken it, or of two functions at
     * once the one that saved last had the older consent, which the user has withdrawn meanwhile.
     */
    private boolean consentMayBeLost;

    /** How often they have asked to start or to resume, and were answered; another device may ask while one waits. */
    private int begun;

    private int ended;

    /**
     * Makes one.
     *
     * @param accounts the user's accounts at the library, the first to use first
     */
    public Mover(
            UserId user,
            List<LibraryAccount> accounts,
            Gallery gallery,
            Api api,
            Google google,
            Chance chance,
            Coverage coverage) {
        this.user = user;
        this.accounts = List.copyOf(accounts);
        this.gallery = gallery;
        this.api = api;
        this.google = google;
        this.chance = chance;
        this.coverage = coverage;
        this.choosesParts = chance.oneIn(4);
    }

    private static Selection part(String... albums) {
        return new Selection(Set.of(albums), Set.of(), Optional.empty(), Optional.empty());
    }

    /** True when all that failed was tried again while nothing went wrong. */
    boolean hasRetriedInPeace() {
        return retriedInPeace;
    }

    /** Their accounts at the library. */
    List<LibraryAccount> accounts() {
        return accounts;
    }

    void start() {
        start(accounts.getFirst());
    }

    /** Does anything that a user may do. */
    void act() {
        LibraryAccount account = chance.pick(accounts);
        switch (chance.between(1, 20)) {
            case 1, 2, 3 -> start();
            case 4 -> start(account);
            case 5 -> start(account, google.incompleteConsent(account));
            case 6, 7 -> api.stop(user);
            case 8 -> disconnect();
            case 9, 10 -> resume(Optional.empty());
            case 11 -> resume(Optional.of(google.consent(accounts.getFirst())));
            case 12 -> resume(Optional.of(google.consent(account)));
            case 13 -> api.status(user);
            case 14 -> api.failures(user, Optional.empty(), chance.between(1, 50));
            case 15 -> startTwice();
            case 16, 17 -> switchTo(account);
            case 18 -> google.withdrawConsents(account);
            case 19 -> limit(account);
            default -> google.unlimited(account);
        }
    }

    /** A real file would take the room of a large one, see {@link sundown.simulation.run.Scale}. */
    private void limit(LibraryAccount account) {
        if (!gallery.hasRealFiles()) {
            google.limited(account, chance.between(0, 60));
        }
    }

    private void resume(Optional<LibraryAccess.Consent> consent) {
        resume(chance.oneIn(2), chance.oneIn(2), consent);
    }

    /** Sends the same code twice, as an app does that got no answer. */
    private void startTwice() {
        LibraryAccount account = accounts.getFirst();
        LibraryAccess.Consent consent = google.consent(account);
        start(account, consent);
        start(account, consent);
    }

    private void start(LibraryAccount account) {
        start(account, google.consent(account));
    }

    private void start(LibraryAccount account, LibraryAccess.Consent consent) {
        Optional<Selection> selection = choose();
        google.wish(account, selection.orElse(Selection.ALL));
        ask(() -> api.start(user, consent, google.movesPrivate(account), selection));
    }

    /** Most people choose nothing; some choose a part, and then another, or all of the rest. */
    private Optional<Selection> choose() {
        return choosesParts ? Optional.of(chance.pick(PARTS)).filter(_ -> !chance.oneIn(3)) : Optional.empty();
    }

    private Optional<ApiResponse> resume(
            boolean withoutRoom, boolean retryNow, Optional<LibraryAccess.Consent> consent) {
        return ask(() -> api.resume(user, withoutRoom, retryNow, consent));
    }

    private Optional<ApiResponse> ask(Supplier<Optional<ApiResponse>> request) {
        begun++;
        consentMayBeLost |= begun > ended + 1;
        Optional<ApiResponse> answer = request.get();
        ended++;
        consentMayBeLost |=
                answer.filter(given -> given.statusCode() < CONFLICT).isEmpty();
        return answer;
    }

    private void disconnect() {
        int before = begun;
        Optional<LibraryAccount> connected = api.status(user).flatMap(this::connected);
        Optional<ApiResponse> done = api.disconnect(user).filter(answer -> answer.statusCode() == OK);
        done.ifPresent(answer -> {
            boolean aloneAndKnown = !consentMayBeLost && before == ended && before == begun && !endedByItself(answer);
            Violation.unless(connected(answer).isEmpty(), "who disconnects is not connected any longer", user);
            Violation.unless(
                    !aloneAndKnown || connected.filter(google::knows).isEmpty(),
                    "the library forgets who disconnects",
                    connected);
            coverage.count("users who disconnected", connected.isPresent() ? 1 : 0);
        });
    }

    /** A worker that ends a transfer gives the consent back when it has saved the end: the user may come in between. */
    private static boolean endedByItself(ApiResponse disconnected) {
        String state = transfer(disconnected).path("state").asText();
        return state.equals("closed") || state.equals("finished");
    }

    private Optional<LibraryAccount> connected(ApiResponse answer) {
        JsonNode transfer = transfer(answer);
        return accounts.stream()
                .filter(account -> transfer.path("connected").booleanValue())
                .filter(account ->
                        account.email().equals(transfer.path("googleAccount").asText()))
                .findFirst();
    }

    private static JsonNode transfer(ApiResponse answer) {
        JsonNode body = Json.read(answer.body());
        return body.has("transfer") ? body.path("transfer") : body;
    }

    private void switchTo(LibraryAccount account) {
        api.stop(user);
        start(account);
    }

    /**
     * Does what the transfer asks of the user, unless they have given up.
     *
     * @return true when that changed something
     */
    boolean help(Transfer transfer) {
        if (wishes >= PATIENCE) {
            return false;
        }
        return switch (transfer.state()) {
            case TransferState.Waiting waiting -> helpWaiting(transfer.account(), waiting);
            case TransferState.Finished _ -> retryOnce(transfer) || takeTheRest(transfer);
            case TransferState.Stopped _, TransferState.NotAllowed _, TransferState.GaveUp _ ->
                resumeWithConsent(transfer.account());
            case TransferState.Counting _, TransferState.Running _, TransferState.Closed _ -> false;
        };
    }

    private boolean helpWaiting(LibraryAccount account, TransferState.Waiting waiting) {
        return switch (waiting.reason()) {
            case CONSENT -> resumeWithConsent(account);
            case ROOM -> resumeWithRoom(account);
            case QUOTA, SHARE, BUSY, TROUBLE -> false;
        };
    }

    private boolean resumeWithConsent(LibraryAccount account) {
        return granted(resume(false, false, Optional.of(google.consent(account))));
    }

    private boolean resumeWithRoom(LibraryAccount account) {
        if (chance.oneIn(2)) {
            google.unlimited(account);
        }
        return granted(resume(chance.oneIn(2), false, Optional.empty()));
    }

    private boolean retryOnce(Transfer transfer) {
        if (retriedInPeace || transfer.counts().retryable().items() == 0) {
            return false;
        }
        Optional<LibraryAccess.Consent> consent = Optional.of(google.consent(transfer.account()));
        retriedInPeace = granted(resume(false, true, consent));
        return retriedInPeace;
    }

    /** Another choice, of all that was left out. */
    private boolean takeTheRest(Transfer transfer) {
        if (transfer.terms().notChosen().isEmpty()) {
            return false;
        }
        LibraryAccount account = transfer.account();
        google.wish(account, Selection.ALL);
        Optional<Selection> rest = Optional.of(Selection.ALL);
        return granted(ask(() -> api.start(user, google.consent(account), google.movesPrivate(account), rest)));
    }

    private boolean granted(Optional<ApiResponse> answer) {
        wishes++;
        return answer.filter(given -> given.statusCode() == OK).isPresent();
    }
}
