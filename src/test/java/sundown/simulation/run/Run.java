package sundown.simulation.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import sundown.account.Membership.ChargeId;
import sundown.account.PaidThrough;
import sundown.account.UserId;
import sundown.gallery.ObjectKey;
import sundown.transfer.Answer;
import sundown.transfer.PhotoLibrary;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.TransferStore.FailedItem;

/** One run of one function, and what it has done and met so far. */
public final class Run {
    /** What holds of messages for batches that are past. */
    public static final String STALE = "a message that is not the current one is dropped while the lease lives";

    /** What holds of operators' calls. */
    public static final String RECORDED = "an operator's call has no effect that the audit table does not have";

    private static final Duration LEAST_SLOW_DOWN = Duration.ofSeconds(30);

    private final FunctionName function;
    private final Optional<UserId> user;
    private final Instant began;
    private final Instant beganOnItsClock;
    private final List<FailedItem> refused = new ArrayList<>();
    private final Set<ChargeId> seenRefunds = new HashSet<>();
    private final Set<ChargeId> askedRefunds = new HashSet<>();
    private Optional<Transfer> transfer = Optional.empty();
    private Optional<Transfer> current = Optional.empty();
    private OptionalInt message = OptionalInt.empty();
    private Optional<ObjectKey> opened = Optional.empty();
    private Optional<Creation> creation = Optional.empty();
    private Instant earliestReturn = Instant.MIN;
    private Optional<String> recorded = Optional.empty();
    private boolean dead;
    private boolean mayFail;
    private boolean metFullAccount;
    private boolean sentForTheFee;
    private long drawn;
    private int requests;
    private int writes;
    private int counted;
    private int albumRequests;
    private int lostRaces;
    private final Map<PaidThrough, Integer> unanswered = new EnumMap<>(PaidThrough.class);
    private boolean rang;

    /** A batch that was created, and what the library said of its items. */
    public record Creation(List<PhotoLibrary.NewItem> items, List<Answer.ElementAnswer> elements) {}

    /**
     * Begins.
     *
     * @param user that the run is for; nothing for the sweep
     * @param beganOnItsClock the same instant as the worker's clock shows it
     */
    Run(FunctionName function, Optional<UserId> user, Instant began, Instant beganOnItsClock) {
        this.function = function;
        this.user = user;
        this.began = began;
        this.beganOnItsClock = beganOnItsClock;
    }

    public FunctionName function() {
        return function;
    }

    public Optional<UserId> user() {
        return user;
    }

    public Instant began() {
        return began;
    }

    public Instant beganOnItsClock() {
        return beganOnItsClock;
    }

    boolean tooLongAt(Instant now) {
        return now.isAfter(began.plus(function.timeout));
    }

    /** Nothing of it happens any more. */
    void die() {
        dead = true;
    }

    boolean dead() {
        return dead;
    }

    /** A port failed it, so that it may fail, too. */
    public void fail() {
        mayFail = true;
    }

    public boolean mayFail() {
        return mayFail;
    }

    /** The audit table has it, with this outcome. */
    public void recorded(String outcome) {
        recorded = Optional.of(outcome);
    }

    /** What the audit table has as its outcome, if it has it. */
    public Optional<String> recorded() {
        return recorded;
    }

    /** It is about to reach the world through a port. */
    void reaches(String call) {
        Violation.unless(
                recorded.isPresent() || !function.isRecorded() || call.startsWith("CallRecords."), RECORDED, call);
    }

    /** The transfer as the run found it first; what happens to it meanwhile the run does not know. */
    public void found(Transfer first) {
        transfer = transfer.or(() -> Optional.of(first));
        current = current.or(() -> Optional.of(first));
    }

    /** The transfer as the run left it last. */
    public void saved(Transfer after) {
        current = Optional.of(after);
    }

    /** The transfer as the run found it, or left it last. */
    public Optional<Transfer> current() {
        return current;
    }

    /** It works on the message of a batch. */
    public void receives(int batch) {
        message = OptionalInt.of(batch);
    }

    /** True when the batch of its message was counted before it began, and another message is on its way. */
    private boolean stale(Instant now) {
        return transfer.filter(found -> message.isPresent()
                        && message.getAsInt() < found.progress().batch()
                        && found.state() instanceof TransferState.Running running
                        && now.isBefore(running.checkAt()))
                .isPresent();
    }

    /** True when the transfer that the run found, or left last, is to wait until later than now. */
    public boolean foundParked(Instant now) {
        return current.filter(found ->
                        found.state() instanceof TransferState.Waiting waiting && now.isBefore(waiting.wakeAt()))
                .isPresent();
    }

    public Optional<Transfer> transfer() {
        return transfer;
    }

    public void opened(ObjectKey key) {
        opened = Optional.of(key);
    }

    public Optional<ObjectKey> opened() {
        return opened;
    }

    public void drew(long granted, Instant now) {
        drawn += granted;
        Violation.unless(!stale(now), STALE, message);
    }

    /** It opens the user's consent and asks for access. */
    public void asksForAccess() {
        boolean asksForRoom = transfer.stream().noneMatch(found -> found.room() instanceof RoomCheck.Settled);
        Violation.unless(
                function != FunctionName.BATCH || drawn > 0 || asksForRoom,
                "requests are drawn before access is asked for",
                this);
    }

    /** The payment service listed a refund that did not fail. */
    public void sawRefund(ChargeId charge) {
        seenRefunds.add(charge);
    }

    /** True when it knows of a refund, as nothing failed it. */
    public boolean knowsOfRefund(ChargeId charge) {
        return seenRefunds.contains(charge) && !mayFail;
    }

    /** One request for the refund of a charge. */
    public void asksForRefund(ChargeId charge) {
        Violation.unless(askedRefunds.add(charge), "a run asks for a refund once", this);
    }

    /** One request to the library. */
    public void request() {
        requests++;
        Violation.unless(
                requests <= drawn,
                "every request is drawn from the project's quota before it is made",
                requests + " requests, " + drawn + " drawn");
    }

    /** The library has answered. */
    public void answered(Object answer, Instant now) {
        switch (answer) {
            case Answer.WaitFor wait -> returnNotBefore(now.plus(longer(wait.least(), LEAST_SLOW_DOWN)));
            case Answer.WaitUntil wait -> returnNotBefore(wait.time());
            case Answer.OutOfRoom _ -> metFullAccount = true;
            default -> {}
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private void returnNotBefore(Instant time) {
        earliestReturn = time.isAfter(earliestReturn) ? time : earliestReturn;
    }

    /** When the library may be asked again, as far as this run was told. */
    public Instant earliestReturn() {
        return earliestReturn;
    }

    public boolean hasMetFullAccount() {
        return metFullAccount;
    }

    public void created(List<PhotoLibrary.NewItem> items, Answer.Created answer) {
        creation = Optional.of(new Creation(items, answer.elements()));
    }

    public Optional<Creation> lastCreation() {
        return creation;
    }

    /** A batch is counted; the next begins. */
    public void counts() {
        creation = Optional.empty();
        refused.clear();
        counted++;
    }

    /** How many batches it has counted. */
    public int counted() {
        return counted;
    }

    public void refused(List<FailedItem> items) {
        refused.addAll(items);
    }

    public List<FailedItem> refused() {
        return List.copyOf(refused);
    }

    /** It sends for the fee of its user. */
    public void sendsForTheFee() {
        sentForTheFee = true;
    }

    public boolean hasSentForTheFee() {
        return sentForTheFee;
    }

    /** It creates an album, or adds to one, for which it has drawn a request. */
    public void asksForAlbum() {
        albumRequests++;
    }

    public int albumRequests() {
        return albumRequests;
    }

    public void wrote() {
        writes++;
    }

    public int writes() {
        return writes;
    }

    /** Somebody else saved in between. */
    public void lostRace() {
        lostRaces++;
    }

    public int lostRaces() {
        return lostRaces;
    }

    /** A payment service gave no reliable answer, or has no money. */
    public void heardNoAnswer(PaidThrough service) {
        unanswered.merge(service, 1, Integer::sum);
    }

    /** True when it may take a payment service for silent: then it leaves what it has not asked for there. */
    public boolean heardSilence(PaidThrough service) {
        return unanswered.getOrDefault(service, 0) > 1;
    }

    /** It reports that fees are late. */
    void ring() {
        rang = true;
    }

    public boolean rang() {
        return rang;
    }

    @Override
    public String toString() {
        return function + user.map(name -> " of " + name).orElse("");
    }
}
