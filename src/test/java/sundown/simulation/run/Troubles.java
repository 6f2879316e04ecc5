package sundown.simulation.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.failure.PermanentFailure;
import sundown.transfer.Answer;
import sundown.transfer.FailureReason;

/** What a library in trouble says. */
public final class Troubles {
    private final Chance chance;
    private final Profile profile;
    private final Mishaps mishaps;
    private final Clock clock;
    private final Set<UserId> unreadable = new HashSet<>();
    private Instant silentUntil = Instant.MIN;

    public Troubles(Chance chance, Profile profile, Mishaps mishaps, Clock clock) {
        this.chance = chance;
        this.profile = profile;
        this.mishaps = mishaps;
        this.clock = clock;
    }

    /** From now on a user's rows cannot be read. */
    public void spoil(UserId user) {
        unreadable.add(user);
    }

    /** From now on all rows can be read again. */
    public void mend() {
        unreadable.clear();
    }

    public boolean readable(UserId user) {
        return !unreadable.contains(user);
    }

    /**
     * Reads a user's row.
     *
     * @throws RuntimeException when the row cannot be read: half of them meet a fault that no port announces
     */
    public void read(UserId user, Run run) {
        if (!readable(user)) {
            run.fail();
            throw user.hashCode() % 2 == 0
                    ? new IllegalStateException("a simulated fault")
                    : new PermanentFailure("a row cannot be read", new IllegalStateException("simulated"));
        }
    }

    /** The library answers nobody, for minutes or for half a day. */
    public void fallSilent() {
        if (!mishaps.over() && profile.setback() > 0) {
            silentUntil =
                    clock.instant().plus(chance.between(Duration.ofMinutes(1), Duration.ofHours(chance.pick(1, 14))));
        }
    }

    private boolean silent() {
        return !mishaps.over() && clock.instant().isBefore(silentUntil);
    }

    /** Something that stands in the way of a call. */
    public Optional<Answer.Setback> setback() {
        if (silent()) {
            return Optional.of(new Answer.Silent(Duration.ZERO));
        }
        return occurs(profile.setback()) ? Optional.of(anySetback()) : Optional.empty();
    }

    private Answer.Setback anySetback() {
        return switch (chance.between(1, 12)) {
            case 1, 2 -> new Answer.WaitFor(chance.between(Duration.ZERO, Duration.ofMinutes(10)));
            case 3 -> new Answer.WaitUntil(clock.instant().plus(chance.between(Duration.ZERO, Duration.ofHours(24))));
            case 4 -> new Answer.OutOfRoom();
            case 5 -> new Answer.ConsentGone();
            case 6 -> new Answer.GiveUp("simulated");
            case 7, 8 -> new Answer.Silent(chance.between(Duration.ZERO, Duration.ofMinutes(2)));
            case 9 -> new Answer.Silent(Duration.ZERO);
            default -> new Answer.Retry();
        };
    }

    /** True when a call acts and its answer is lost. */
    public boolean answerLost() {
        return silent() || occurs(profile.setback());
    }

    /** True when the library says something strange about one item. */
    public boolean strange() {
        return !silent() && occurs(profile.element());
    }

    /** Why the library does not take an item of a batch, if it does not. */
    public Optional<Answer.ElementAnswer> refusal() {
        return occurs(profile.element()) ? Optional.of(anyRefusal()) : Optional.empty();
    }

    private Answer.ElementAnswer anyRefusal() {
        return switch (chance.between(1, 8)) {
            case 1 -> new Answer.ItemRefused(FailureReason.NOT_A_PHOTO_OR_VIDEO);
            case 2 -> new Answer.ItemRefused(FailureReason.REFUSED);
            case 3, 4 -> new Answer.TokenGone();
            case 5 -> anySetback();
            default -> new Answer.Retry();
        };
    }

    /** The answer for an item, or none although the library acted. */
    public Answer.ElementAnswer orSilence(Answer.ElementAnswer answer) {
        return occurs(profile.element()) ? new Answer.Retry() : answer;
    }

    /** True when a save succeeds and looks as if it had not. */
    public boolean echoLost() {
        return occurs(profile.lostEcho());
    }

    /** True when a row cannot be written. */
    public boolean refused() {
        return occurs(profile.lostEcho());
    }

    /** True when a message comes again although it was handled. */
    public boolean deletionLost() {
        return occurs(profile.lostDeletion());
    }

    /** True when a message is sent and never arrives. */
    public boolean messageLost() {
        return occurs(profile.lostDeletion());
    }

    /** True when a message is sent once and arrives twice. */
    public boolean messageDoubled() {
        return occurs(profile.lostDeletion());
    }

    /** True when the workers of a sweep leave the next message of it in the queue. */
    public boolean sweepLeft(int times) {
        return occurs(times);
    }

    /** True when a worker has not heard yet of what changed within the last minute. */
    public boolean changeUnheard() {
        return !mishaps.over() && chance.oneIn(2);
    }

    /** The message as often as it arrives: once, mostly. */
    public <M> Stream<M> delivered(M message) {
        if (messageLost()) {
            return Stream.empty();
        }
        return messageDoubled() ? Stream.of(message, message) : Stream.of(message);
    }

    /** What is said of a chunk that is not taken. */
    public Answer.ChunkAnswer chunkRefusal() {
        return chance.oneIn(2) ? new Answer.SessionGone() : new Answer.ItemRefused(FailureReason.DAMAGED);
    }

    private boolean occurs(int times) {
        return !mishaps.over() && chance.oneIn(times);
    }
}
