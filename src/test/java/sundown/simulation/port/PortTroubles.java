package sundown.simulation.port;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveStore;
import sundown.archive.Volume;
import sundown.digest.Sha1;
import sundown.edge.MessageQueue;
import sundown.edge.QueueMessage;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.media.MediaType;
import sundown.membership.MembershipStore;
import sundown.milestone.MilestoneStore;
import sundown.milestone.MilestoneStore.ReachedMilestones;
import sundown.refund.InMemoryPaymentService;
import sundown.refund.PaymentService;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.RefundLedger;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.ReportingService;
import sundown.refund.ReportingService.InvoiceId;
import sundown.secret.Secret;
import sundown.simulation.run.Instants;
import sundown.simulation.run.PaymentTroubles;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Troubles;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;
import sundown.timeline.TimelineStore.Publication;
import sundown.transfer.Answer;
import sundown.transfer.Answer.MediaItemId;
import sundown.transfer.FailureReason;
import sundown.transfer.LibraryAccess;
import sundown.transfer.PhotoLibrary;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.AlbumId;
import sundown.transfer.PhotoLibrary.UploadSession;
import sundown.transfer.Transfer;
import sundown.transfer.TransferStore;

/** Ports with the troubles that a crash does not cover. */
public final class PortTroubles {
    private PortTroubles() {}

    /**
     * A store in which a publication that succeeded may look as if somebody else had been faster, and in which the
     * version in force may be the one of a minute ago, unless it is the first.
     */
    public static final class TroubledTimelines {
        private static final Duration LONGEST_UNHEARD = Duration.ofMinutes(1);

        private final TimelineStore real;
        private final Instants instants;
        private final Troubles troubles;
        private final Clock truth;
        private Instant replacedAt = Instant.EPOCH;

        public TroubledTimelines(TimelineStore real, Instants instants, Troubles troubles, Clock truth) {
            this.real = real;
            this.instants = instants;
            this.troubles = troubles;
            this.truth = truth;
        }

        public Timeline inForce() {
            boolean unheard = truth.instant().isBefore(replacedAt.plus(LONGEST_UNHEARD)) && troubles.changeUnheard();
            Publication current = real.current();
            return Optional.of(current.version() - 1)
                    .filter(_ -> unheard)
                    .flatMap(real::replaced)
                    .orElse(current)
                    .timeline();
        }

        public boolean publish(Publication read, Publication next) {
            boolean published = real.publish(read, instants.of(next));
            if (published) {
                replacedAt = truth.instant();
            }
            return published && !troubles.echoLost();
        }
    }

    /** A sign-in that gives every answer that one can give. */
    public record TroubledAccess(LibraryAccess real, Troubles troubles) implements LibraryAccess {
        /** The code is used up, whether the answer arrives or not. */
        @Override
        public Connection connect(Consent consent) {
            Connection connection = real.connect(consent);
            return troubles.answerLost() ? new Connection.Unavailable() : connection;
        }

        @Override
        public Answer.AccessAnswer access(Secret refreshToken) {
            Optional<Answer.Setback> setback = troubles.setback();
            return setback.isPresent() ? setback.get() : real.access(refreshToken);
        }

        @Override
        public void revoke(Secret refreshToken) {
            if (troubles.answerLost()) {
                throw new RetryableFailure("no answer");
            }
            real.revoke(refreshToken);
        }

        @Override
        public RoomAnswer room(AccessToken access) {
            Optional<Answer.Setback> setback = troubles.setback();
            return setback.isPresent() ? new RoomAnswer.NotKnown(setback.get()) : real.room(access);
        }
    }

    /** A library that gives every answer that one can give: before it has acted, and after. */
    public record TroubledLibrary(PhotoLibrary real, Troubles troubles) implements PhotoLibrary {
        @Override
        public Answer.UploadAnswer upload(AccessToken access, MediaType type, Optional<Sha1> digest, Body body) {
            if (troubles.strange()) {
                return new Answer.ItemRefused(FailureReason.REFUSED);
            }
            return troubled(() -> real.upload(access, type, digest, body), setback -> setback);
        }

        @Override
        public Answer.SessionAnswer open(AccessToken access, MediaType type, long bytes) {
            if (troubles.strange()) {
                return new Answer.ItemRefused(FailureReason.REFUSED);
            }
            return troubled(() -> real.open(access, type, bytes), setback -> setback);
        }

        @Override
        public Answer.ChunkAnswer send(
                AccessToken access, UploadSession session, long offset, boolean last, Body chunk) {
            return troubles.strange()
                    ? troubles.chunkRefusal()
                    : troubled(() -> real.send(access, session, offset, last, chunk), setback -> setback);
        }

        @Override
        public Answer.ChunkAnswer received(AccessToken access, UploadSession session) {
            return troubles.strange()
                    ? new Answer.SessionGone()
                    : troubled(() -> real.received(access, session), setback -> setback);
        }

        @Override
        public Answer.CreateAnswer create(AccessToken access, Optional<AlbumId> album, List<NewItem> items) {
            return album.isPresent() && troubles.strange()
                    ? new Answer.AlbumRefused()
                    : troubled(() -> created(access, album, items), setback -> setback);
        }

        @Override
        public Answer.AlbumAnswer createAlbum(AccessToken access, String title) {
            return troubled(() -> real.createAlbum(access, title), setback -> setback);
        }

        @Override
        public Answer.AdditionAnswer add(AccessToken access, AlbumId album, List<MediaItemId> items) {
            return troubles.strange()
                    ? new Answer.AlbumRefused()
                    : troubled(() -> real.add(access, album, items), setback -> setback);
        }

        /** Some items are not taken, of some nothing is said although they were. */
        private Answer.CreateAnswer created(AccessToken access, Optional<AlbumId> album, List<NewItem> items) {
            List<Optional<Answer.ElementAnswer>> refusals =
                    items.stream().map(item -> troubles.refusal()).toList();
            List<NewItem> let = new ArrayList<>();
            for (int index = 0; index < items.size(); index++) {
                if (refusals.get(index).isEmpty()) {
                    let.add(items.get(index));
                }
            }
            if (let.isEmpty()) {
                return merged(refusals, List.of());
            }
            return switch (real.create(access, album, let)) {
                case Answer.Created created -> merged(refusals, created.elements());
                case Answer.AlbumRefused refused -> refused;
                case Answer.Setback setback -> setback;
            };
        }

        private Answer.Created merged(
                List<Optional<Answer.ElementAnswer>> refusals, List<Answer.ElementAnswer> answers) {
            List<Answer.ElementAnswer> elements = new ArrayList<>();
            int next = 0;
            for (Optional<Answer.ElementAnswer> refusal : refusals) {
                elements.add(refusal.isPresent() ? refusal.get() : troubles.orSilence(answers.get(next++)));
            }
            return new Answer.Created(elements);
        }

        /** A setback instead of the call, the call, or the call with its answer lost. */
        private <A> A troubled(Supplier<? extends A> call, Function<Answer.Setback, A> setback) {
            Optional<Answer.Setback> instead = troubles.setback();
            if (instead.isPresent()) {
                return setback.apply(instead.get());
            }
            A answer = call.get();
            return troubles.answerLost() ? setback.apply(new Answer.Silent(Duration.ZERO)) : answer;
        }
    }

    /**
     * A store with the troubles that a crash does not cover: a save that succeeded looks as if somebody else had been
     * faster, as a client sees it that repeats a conditional write after a lost answer; and a row that cannot be read.
     */
    public record TroubledTransfers(TransferStore real, Surroundings around) {
        public Optional<Transfer> find(UserId user) {
            around.troubles().read(user, around.run());
            return real.find(user);
        }

        public Optional<Transfer> save(Transfer transfer) {
            Optional<Transfer> saved = real.save(transfer);
            if (saved.isPresent() && around.troubles().echoLost()) {
                around.run().lostRace();
                return Optional.empty();
            }
            return saved;
        }
    }

    /**
     * A store of archives in which a save that succeeded may look as if somebody else had been faster, and in which
     * rows cannot be read.
     */
    public record TroubledArchives(ArchiveStore real, Surroundings around) {
        public Optional<Archive> find(UserId user) {
            around.troubles().read(user, around.run());
            return real.find(user);
        }

        public Optional<Archive> save(Archive archive) {
            return real.save(archive).filter(saved -> !around.troubles().echoLost());
        }

        public Optional<Volume> save(Volume volume) {
            return real.save(volume).filter(saved -> !around.troubles().echoLost());
        }
    }

    /** A ledger in which a save that succeeded may look as if somebody else had been faster. */
    public record TroubledRefunds(RefundLedger real, Troubles troubles) {
        public Optional<Refund> save(Refund refund) {
            return real.save(refund).filter(saved -> !troubles.echoLost());
        }
    }

    /**
     * A payment service that is down or without money for a while, loses answers, and makes refunds that fail later.
     */
    public record TroubledPayments(InMemoryPaymentService real, PaymentTroubles troubles) {
        public PaymentService.Answer refund(ChargeId charge, Instant firstAt) {
            requireUp();
            real.setBalanceEmpty(troubles.balanceEmpty());
            troubles.trouble().ifPresent(real::strike);
            troubles.fate().ifPresent(real::next);
            return real.refund(charge, firstAt);
        }

        public List<PaidBack> refunds(ChargeId charge) {
            requireUp();
            return real.refunds(charge);
        }

        public Optional<PaidBack> refund(RefundId refund) {
            requireUp();
            return real.refund(refund);
        }

        public PaymentService.SubscriptionStatus subscription(SubscriptionId subscription) {
            requireUp();
            return real.subscription(subscription);
        }

        public void end(SubscriptionId subscription) {
            requireUp();
            troubles.trouble().ifPresent(real::strike);
            real.end(subscription);
        }

        public Optional<ReportingService.Payment> payment(InvoiceId invoice) {
            requireUp();
            return real.payment(invoice);
        }

        private void requireUp() {
            if (troubles.down()) {
                throw new RetryableFailure("simulated: the payment service is down");
            }
        }
    }

    /**
     * A store in which a cancellation that succeeded may look as if the membership were another by now, and in which
     * now and then an account cannot be written.
     */
    public record TroubledMemberships(MembershipStore real, Troubles troubles) implements MembershipStore {
        @Override
        public boolean cancel(UserId user, Membership read, Instant now) {
            if (troubles.refused()) {
                throw user.hashCode() % 2 == 0
                        ? new IllegalStateException("a simulated fault")
                        : new PermanentFailure("an account cannot be written");
            }
            return real.cancel(user, read, now) && !troubles.echoLost();
        }
    }

    /** A store in which a save that succeeded may look as if somebody else had been faster. */
    public record TroubledAdvances(MilestoneStore real, Troubles troubles) {
        public boolean save(ReachedMilestones advance) {
            return real.save(advance) && !troubles.echoLost();
        }
    }

    /** A queue that loses messages and doubles others. */
    public record TroubledQueue<M extends QueueMessage>(MessageQueue<M> real, Troubles troubles)
            implements MessageQueue<M> {
        @Override
        public void send(List<M> messages, Duration delay) {
            real.send(messages.stream().flatMap(troubles::delivered).toList(), delay);
        }
    }
}
