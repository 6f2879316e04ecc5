package sundown.simulation.planted;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.collect.ImmutableSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.Found;
import sundown.account.FoundRows;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.PaidThrough;
import sundown.account.ReachStore;
import sundown.account.ReachStore.Reach;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveId;
import sundown.archive.ArchiveStore;
import sundown.archive.Volume;
import sundown.archive.Volume.VolumeState;
import sundown.archive.VolumeStorage;
import sundown.digest.Sha1;
import sundown.edge.Forwarding;
import sundown.failure.CircuitBreaker;
import sundown.gallery.Claims;
import sundown.gallery.Claims.Claimant;
import sundown.gallery.GalleryIndex;
import sundown.gallery.GalleryOrders;
import sundown.gallery.GalleryOrders.Place;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.ObjectKey;
import sundown.gallery.Tally;
import sundown.hold.HoldStore;
import sundown.hold.HoldStore.Hold;
import sundown.job.Chunk;
import sundown.job.GroupUsers;
import sundown.job.Job;
import sundown.job.Job.JobId;
import sundown.job.JobStore;
import sundown.mail.DeliveryLedger;
import sundown.mail.DeliveryLedger.Delivery;
import sundown.media.Choice;
import sundown.media.DatedFiles;
import sundown.media.MediaType;
import sundown.membership.MembershipStore;
import sundown.milestone.Milestone.MilestoneHandler;
import sundown.milestone.MilestoneStore;
import sundown.operator.CallRecords;
import sundown.purge.AuditFiles;
import sundown.purge.BucketEntry;
import sundown.purge.BucketListing;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.DeletionRecords;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.KillSwitch;
import sundown.purge.Plan.PlanId;
import sundown.purge.UserRows;
import sundown.receipt.ReceiptStore;
import sundown.receipt.ReceiptStore.Receipt;
import sundown.refund.CancellationLedger;
import sundown.refund.PaymentService;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.RefundLedger;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundState;
import sundown.refund.ReportingService;
import sundown.refund.ReportingService.InvoiceId;
import sundown.runtime.Records;
import sundown.secret.Secret;
import sundown.secret.SecretSealer;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.secret.SecretSealer.SecretPurpose;
import sundown.simulation.cloud.MailCloud;
import sundown.simulation.cloud.RefundCloud;
import sundown.simulation.cloud.ReminderCloud;
import sundown.simulation.cloud.Sweep;
import sundown.simulation.invariant.AlbumEndings;
import sundown.simulation.invariant.Arrivals;
import sundown.simulation.invariant.Bank;
import sundown.simulation.invariant.DeletionChecks;
import sundown.simulation.invariant.Endings;
import sundown.simulation.invariant.PromisedDays;
import sundown.simulation.invariant.RefundEndings;
import sundown.simulation.invariant.RefundTransitions;
import sundown.simulation.invariant.RefundTruths;
import sundown.simulation.invariant.Subscriptions;
import sundown.simulation.invariant.WaitingFees;
import sundown.simulation.people.Webhooks;
import sundown.simulation.port.ArchiveWatch.WatchedStorage;
import sundown.simulation.port.PurgeWatch.WatchedClosings;
import sundown.simulation.port.PurgeWatch.WatchedPlans;
import sundown.simulation.port.RefundWatch.WatchedPayments;
import sundown.simulation.port.RefundWatch.WatchedRefunds;
import sundown.simulation.port.TransferWatch.WatchedBreaker;
import sundown.simulation.port.WatchedJobs;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Instants;
import sundown.simulation.run.Plant;
import sundown.simulation.run.Run;
import sundown.simulation.run.Secrets;
import sundown.sweep.SweepMessage;
import sundown.sweep.Wake.Shards;
import sundown.timeline.Dates;
import sundown.timeline.Dates.DateName;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;
import sundown.timeline.TimelineStore.Publication;
import sundown.transfer.Answer;
import sundown.transfer.Answer.MediaItemId;
import sundown.transfer.BreakerStore;
import sundown.transfer.FailureReason;
import sundown.transfer.InventoryStore;
import sundown.transfer.InventoryStore.Inventory;
import sundown.transfer.PhotoLibrary;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.AlbumId;
import sundown.transfer.PhotoLibrary.Body;
import sundown.transfer.PhotoLibrary.NewItem;
import sundown.transfer.Progress.Counts;
import sundown.transfer.QuotaStore;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferId;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.TransferStore;
import sundown.transfer.TransferStore.FailedItem;
import sundown.transfer.Years;

/** Bugs that the functions could have, made by a port that is not what they think it is. */
// Forwarding calls the fronts by their names.
@SuppressWarnings({"EffectivelyPrivate", "ImmutableEnumChecker", "UnusedMethod", "UnusedVariable"})
public enum PlantedBug implements Plant {
    /** The counts are written by themselves, before the conditional write of the rest. */
    COUNTS_BEFORE_THE_CONDITIONAL_WRITE(TransferStore.class, CountsApart::new),

    /** The zone of dates moves while a transfer runs, and the library forgets what it was asked to create. */
    THE_ZONE_OF_DATES_MOVES(Endings.ONCE, TransferStore.class, real -> new Object() {
        public Optional<Transfer> find(UserId user) {
            return real.find(user)
                    .map(found -> Records.with(
                            found,
                            "terms",
                            Records.with(
                                    found.terms(),
                                    "dates",
                                    found.terms()
                                            .dates()
                                            .map(_ -> Calendar.ZONES.get(
                                                    (int) found.version() % Calendar.ZONES.size())))));
        }
    }) {
        @Override
        public <T> T in(Class<T> port, T real) {
            T planted = super.in(port, real);
            return planted instanceof PhotoLibrary library
                    ? port.cast(Forwarding.to(PhotoLibrary.class, library, Forgetful::new))
                    : planted;
        }
    },

    /** A date that is in a file already is replaced. */
    A_DATE_INSIDE_IS_REPLACED(Endings.TAKEN, PhotoLibrary.class, real -> new Object() {
        public Answer.UploadAnswer upload(AccessToken access, MediaType type, Optional<Sha1> digest, Body body) {
            String file = textOf(body);
            String dated = file.replace(DatedFiles.INSIDE, "2019:08:07");
            return real.upload(
                    access,
                    type,
                    digest.filter(_ -> dated.equals(file)),
                    new Body(new ByteArrayInputStream(dated.getBytes(ISO_8859_1)), body.bytes()));
        }
    }),

    /** The trash is moved, whatever part of the gallery its user has chosen. */
    THE_TRASH_IS_MOVED_UNCHOSEN(Arrivals.WANTED, GalleryIndex.class, real -> new Object() {
        public List<Item> page(UserId user, Optional<ItemId> after, int limit) {
            return outOfTrash(real.page(user, after, limit));
        }

        public List<Item> find(UserId user, Collection<ItemId> items) {
            return outOfTrash(real.find(user, items));
        }
    }),

    /** A user who has left out a part of their gallery is called safe. */
    WHAT_IS_NOT_CHOSEN_IS_CALLED_SAFE(ReminderCloud.UNSAFE, TransferStore.class, real -> new Object() {
        public Found<Transfer> findAll(List<UserId> users) {
            return FoundRows.of(
                    users, user -> real.find(user).map(found -> withTerms(found, "notChosen", Optional.empty())));
        }
    }),

    /** A private item is moved although nobody has asked its user. */
    A_PRIVATE_ITEM_IS_MOVED_WITHOUT_AN_ANSWER(Arrivals.WANTED, TransferStore.class, real -> new Object() {
        public Optional<Transfer> save(Transfer transfer) {
            Choice choice = transfer.terms().choice();
            Optional<Boolean> answer = choice.withPrivate().or(() -> Optional.of(true));
            return real.save(withTerms(transfer, "choice", Records.with(choice, "withPrivate", answer)));
        }
    }),

    /** That nobody was asked is taken for the answer to leave out what is private. */
    SILENCE_DECLINES_WHAT_IS_PRIVATE(ReminderCloud.UNSAFE, TransferStore.class, real -> new Object() {
        public Found<Transfer> findAll(List<UserId> users) {
            return FoundRows.of(users, user -> real.find(user).map(found -> withTerms(found, "hidden", Tally.NONE)));
        }
    }),

    /** Items go into the album that the run has filled before. */
    AN_ITEM_GOES_INTO_THE_NEXT_ALBUM(AlbumEndings.OWN, PhotoLibrary.class, real -> new Object() {
        private final Map<AccessToken, AlbumId> last = new HashMap<>();

        public Answer.AdditionAnswer add(AccessToken access, AlbumId album, List<MediaItemId> items) {
            AlbumId before = last.getOrDefault(access, album);
            last.put(access, album);
            return real.add(access, before, items);
        }
    }),

    /** Nothing is added to albums, and nobody is told. */
    AN_ALBUM_IS_FORGOTTEN(AlbumEndings.WHOLE, PhotoLibrary.class, "add", new Answer.Added()),

    /** A recount finds an item less and replaces the order, so that a transfer reads on one place too far. */
    THE_ORDER_IS_WRITTEN_AGAIN(Endings.FORGOTTEN, GalleryOrders.class, real -> new Object() {
        public List<Place> read(UserId user, long order, long from) {
            return real.read(user, order, from > 0 ? from + 1 : from);
        }
    }),

    /** Items are created although their tokens are not saved. */
    TOKENS_NOT_SAVED(TransferStore.class, "saveBatch", null),

    /** The years of a batch are not added to those before. */
    YEARS_ARE_NOT_SUMMED(Endings.KEPT, TransferStore.class, "years", Years.NONE),

    /** A save asks for no version: the last one wins. */
    TRANSFERS_ARE_SAVED_WITHOUT_VERSION_CHECK(TransferStore.class, real -> new Object() {
        public Optional<Transfer> save(Transfer transfer) {
            return real.find(transfer.user())
                    .map(stored -> Records.with(transfer, "version", stored.version()))
                    .or(() -> Optional.of(transfer))
                    .flatMap(real::save);
        }
    }),

    /** What fails is counted and not listed. */
    FAILURES_NOT_LISTED(TransferStore.class, "saveFailures", null),

    /** What cannot succeed is tried again. */
    REASONS_FORGOTTEN(TransferStore.class, real -> new Object() {
        public List<FailedItem> listFailures(Transfer transfer, Optional<ItemId> after, int limit) {
            return real.listFailures(transfer, after, limit).stream()
                    .map(failed -> Records.with(failed, "reason", FailureReason.REFUSED))
                    .toList();
        }
    }),

    /** A user draws what the others need: what they were allotted is forgotten. */
    SHARE_IGNORED(QuotaStore.class, real -> new Object() {
        public boolean save(UserId user, LocalDate day, QuotaStore.Share before, QuotaStore.Share after) {
            return real.save(user, day, before, Records.with(after, "allotted", 0L));
        }
    }),

    /** The same time is promised to everybody. */
    TIMES_OVERLAP(QuotaStore.class, real -> new Object() {
        public QuotaStore.Reservation reserve(LocalDate day, QuotaStore.Claim claim) {
            return real.reserve(day, Records.with(claim, "length", Duration.ZERO));
        }
    }),

    /** A day gives as much as is asked of it. */
    DAY_IGNORED(QuotaStore.class, real -> new Object() {
        public QuotaStore.Reservation reserve(LocalDate day, QuotaStore.Claim claim) {
            return real.reserve(day, Records.with(claim, "perDay", 1_000_000L));
        }
    }),

    /** An allotment gives more than was counted. */
    ALLOTMENT_NOT_COUNTED(QuotaStore.class, real -> new Object() {
        public Optional<QuotaStore.Share> take(
                UserId user, LocalDate day, QuotaStore.Requests requests, QuotaStore.Terms terms, Instant now) {
            real.take(user, day, requests, terms, now);
            return Optional.empty();
        }
    }),

    /** The breaker is read, and nobody heeds it. */
    THE_BREAKER_IS_NOT_HEEDED(WatchedBreaker.ALONE, BreakerStore.class, real -> new Object() {
        public BreakerStore.Kept findRecent() {
            return new BreakerStore.Kept(
                    CircuitBreaker.Closed.CLEAR, real.findRecent().version());
        }
    }),

    /** A close is shown none of the transfers that wait or run. */
    NOTHING_WAITS(WatchedClosings.NOTHING_RUNS, TransferStore.class, "listWaiting", List.of()),

    /** Leases seem to be over, so that a stale message is obeyed. */
    A_STALE_MESSAGE_IS_OBEYED(Run.STALE, TransferStore.class, real -> new Object() {
        public Optional<Transfer> find(UserId user) {
            return real.find(user)
                    .map(found -> found.state() instanceof TransferState.Running
                            ? found.withState(new TransferState.Running(Instant.EPOCH))
                            : found);
        }
    }),

    /** An e-mail address is in a line of the log. */
    AN_ADDRESS_IS_LOGGED(Secrets.KEPT, TransferStore.class, real -> new Object() {
        public Optional<Transfer> save(Transfer transfer) {
            Logger.getLogger(PlantedBug.class.getName())
                    .info("saves the transfer to " + transfer.account().email());
            return real.save(transfer);
        }
    }),

    /** An e-mail address is in a row that anyone may read. */
    AN_ADDRESS_IS_STORED(Secrets.KEPT, HoldStore.class, real -> new Object() {
        public void place(GroupId group, Hold hold) {
            String reason = "asked for by " + hold.user() + "-account-1@example.com";
            real.place(group, Records.with(hold, "reason", reason));
        }
    }),

    /** A transfer takes what was counted so far for the whole gallery. */
    COUNT_TAKEN_EARLY(InventoryStore.class, real -> new Object() {
        public Optional<Inventory> find(UserId user) {
            return real.find(user).map(PlantedBug::ended);
        }
    }),

    /** Nobody looks after a count when its message was lost. */
    NOBODY_LOOKS_AFTER_COUNTS(InventoryStore.class, "listDue", List.of()),

    /** The sweep forgets that archives have more shards than users. */
    HALF_OF_THE_ARCHIVES_ARE_NEVER_SENT_FOR(Sweep.Queue.class, real -> new Object() {
        public void send(List<SweepMessage> all) {
            real.send(all.stream()
                    .filter(message -> message.shard() < Shards.COUNT)
                    .toList());
        }
    }),

    /** Nobody looks after a transfer when its message was lost. */
    NOBODY_LOOKS_AFTER_TRANSFERS(TransferStore.class, "listDue", List.of()),

    /** A link lives for ten minutes, whatever its archive does. */
    LINKS_OUTLIVE_THE_ARCHIVE(VolumeStorage.class, real -> new Object() {
        public URI link(ObjectKey volume, String fileName, Duration life) {
            return real.link(volume, fileName, WatchedStorage.LONGEST_LINK);
        }
    }),

    /** The items of a volume after its first are dropped, and nobody is told. */
    ITEM_DROPPED_SILENTLY(ArchiveStore.class, real -> new Object() {
        public Optional<Volume> save(Volume volume) {
            return real.save(
                    volume.version() == 0
                            ? Records.with(Records.with(volume, "last", volume.first()), "items", 1)
                            : volume);
        }
    }),

    /** A volume does not count what it lacks. */
    LEFT_OUT_SILENTLY(ArchiveStore.class, real -> new Object() {
        public Optional<Volume> save(Volume volume) {
            return real.save(Records.with(Records.with(volume, "leftOut", 0), "examples", List.of()));
        }
    }),

    /** What dead attempts left stays as long as the archive. */
    DEAD_ATTEMPTS_STAY(VolumeStorage.class, real -> new Object() {
        public void remove(GroupId group, UserId user, ArchiveId archive, Set<ObjectKey> kept) {
            if (kept.isEmpty()) {
                real.remove(group, user, archive, kept);
            }
        }
    }),

    /** Who cleans up removes the archive that has been begun since, too. */
    CLEANING_REMOVES_THE_NEXT_ARCHIVE(VolumeStorage.class, real -> new Object() {
        public void remove(GroupId group, UserId user, ArchiveId archive, Set<ObjectKey> kept) {
            real.archives(group, user).forEach(each -> real.remove(group, user, each, kept));
        }
    }),

    /** One time for the cleaning of all ended archives: each end postpones what ended before. */
    CLEANING_POSTPONED_BY_THE_NEXT_END(ArchiveStore.class, real -> new Object() {
        public Optional<Archive> save(Archive archive) {
            return real.save(Records.with(archive, "earlier", List.of()));
        }
    }),

    /** Who cleans up forgets to. */
    CLEANING_REMOVES_NOTHING(VolumeStorage.class, "remove", null),

    /** A volume that is done counts for one that is not, so that an archive is ready too early. */
    VOLUME_COUNTED_TWICE(ArchiveStore.class, real -> new Object() {
        public List<Volume> listVolumes(Archive archive) {
            return doneTwice(real.listVolumes(archive));
        }
    }),

    /** A password outlives its archive. */
    PASSWORD_KEPT(ArchiveStore.class, real -> new Object() {
        public Optional<Archive> save(Archive archive) {
            Optional<SealedSecret> before = real.find(archive.user()).flatMap(Archive::password);
            return real.save(archive.password().isPresent() ? archive : Records.with(archive, "password", before));
        }
    }),

    /** A save asks for no version: the last one wins. */
    ARCHIVES_ARE_SAVED_WITHOUT_VERSION_CHECK(ArchiveStore.class, real -> new Object() {
        public Optional<Archive> save(Archive archive) {
            return real.save(real.find(archive.user())
                    .map(stored -> Records.with(archive, "version", stored.version()))
                    .orElse(archive));
        }
    }),

    /** Nobody looks after an archive when its messages were lost, or its time has come. */
    NOBODY_LOOKS_AFTER_ARCHIVES(ArchiveStore.class, "listDue", List.of()),

    /** The log shows passwords. */
    PASSWORD_LOGGED(SecretSealer.class, real -> new Object() {
        public Secret open(UserId user, SecretPurpose purpose, SealedSecret sealed) {
            Secret opened = real.open(user, purpose, sealed);
            LOG.info("opened " + opened.reveal());
            return opened;
        }
    }),

    /** A report that comes before its mail is noted as taken is dropped. */
    AN_EARLY_BOUNCE_IS_DROPPED(MailCloud.BOUNCES, DeliveryLedger.class, real -> new Object() {
        public boolean save(Delivery delivery) {
            boolean early = real.find(delivery.user(), delivery.mail())
                    .filter(row -> row.state() == Delivery.State.SENDING)
                    .isPresent();
            return (early && delivery.state() == Delivery.State.BOUNCED) || real.save(delivery);
        }
    }),

    /** A user whom one letter did not reach is never reached again. */
    A_BOUNCE_COUNTS_FOR_EVER(MailCloud.REACHED, ReachStore.class, real -> new Object() {
        public void note(UserId user, Reach reach, Instant at) {
            if (real.findAll(List.of(user))
                    .find(user)
                    .filter(Reach.NOT_REACHABLE::equals)
                    .isEmpty()) {
                real.note(user, reach, at);
            }
        }
    }),

    /** The payment service is asked before the row that says so is saved. */
    ASKED_BEFORE_THE_ROW_IS_SAVED(WatchedPayments.ROW_FIRST, RefundLedger.class, real -> new Object() {
        public Optional<Refund> save(Refund refund) {
            return refund.state() instanceof RefundState.Sent ? Optional.of(refund) : real.save(refund);
        }
    }),

    /** The day within which a refund is asked for again counts from the last time, not from the first. */
    ASKED_AGAIN_WITHOUT_END(WatchedPayments.WITHIN_A_DAY, RefundLedger.class, real -> new Object() {
        public Optional<Refund> find(ChargeId charge) {
            return real.find(charge).map(PlantedBug::asIfNewlySent);
        }

        public Optional<Refund> save(Refund refund) {
            return real.save(real.find(refund.charge())
                    .map(stored -> sinceFirst(stored, refund))
                    .orElse(refund));
        }
    }) {
        @Override
        public <T> T in(Class<T> port, T real) {
            T planted = super.in(port, real);
            return planted instanceof ReportingService service ? port.cast(firstTimeKept(service)) : planted;
        }
    },

    /** The key of a request is that of no other. */
    EACH_REQUEST_HAS_ITS_OWN_KEY(WatchedPayments.ONE_KEY, ReportingService.class, real -> new Object() {
        private final AtomicLong requests = new AtomicLong();

        public PaymentService.Answer refund(ChargeId charge, Instant firstAt) {
            return real.refund(charge, firstAt.plusNanos(requests.incrementAndGet()));
        }
    }),

    /** A member who finishes waits for the refund date all the same. */
    FINISHING_CHANGES_NOTHING(RefundCloud.FINISHED, RefundLedger.class, real -> new Object() {
        public Refund open(Refund intent) {
            Refund row = real.open(intent);
            return row.state() instanceof RefundState.Intent waiting
                    ? row.withState(new RefundState.Intent(Trigger.TRANSFER_FINISHED, waiting.dueAt()))
                    : row;
        }
    }),

    /** A fee that is charged after the cancellation stays where it is. */
    A_LATE_PAYMENT_IS_IGNORED(Webhooks.LATE, ReportingService.class, real -> new Object() {
        public Optional<ReportingService.Payment> payment(InvoiceId invoice) {
            return real.payment(invoice).filter(paid -> false);
        }
    }),

    /** A fee that is charged after the cancellation waits for the refund date where the account tells of it, too. */
    A_LATE_PAYMENT_WAITS(Webhooks.LATE, RefundLedger.class, real -> new Object() {
        public Optional<Refund> save(Refund refund) {
            return isLate(refund) ? Optional.of(refund) : real.save(refund);
        }
    }),

    /** Each word of a late payment sends its fee back once more. */
    A_LATE_PAYMENT_GOES_BACK_TWICE(RefundTransitions.FORWARD, RefundLedger.class, real -> new Object() {
        public Refund open(Refund intent) {
            Refund row = real.open(intent);
            return isLate(intent) && row.state() instanceof RefundState.Succeeded
                    ? real.save(row.withState(intent.state())).orElse(row)
                    : row;
        }
    }),

    /** A fee that was paid before the cancellation goes back when it is told of afterwards. */
    AN_EARLIER_PAYMENT_COUNTS_AS_LATE(Subscriptions.NOT_LATE, ReportingService.class, real -> new Object() {
        public Optional<ReportingService.Payment> payment(InvoiceId invoice) {
            return real.payment(invoice).map(paid -> Records.with(paid, "paidAt", Instant.MAX));
        }
    }),

    /** A refund of the charge is not seen when it is looked for. */
    NOTHING_IS_FOUND(WatchedRefunds.CERTAIN, ReportingService.class, Blind::new),

    /** Nor does the payment service itself keep a fee from going back twice. */
    NOTHING_IS_FOUND_AND_NOBODY_GUARDS(Bank.ONCE, ReportingService.class, Blind::new) {
        @Override
        public boolean guardsPayments() {
            return false;
        }
    },

    /** A refund that others made is taken for one of ours. */
    OTHERS_REFUNDS_COUNT_AS_OURS(RefundTruths.MADE, ReportingService.class, real -> new Object() {
        public List<PaidBack> refunds(ChargeId charge) {
            return real.refunds(charge).stream()
                    .map(refund -> Records.with(refund, "ours", true))
                    .toList();
        }
    }),

    /** A fee waits for the refund date, whenever its refunds end. */
    THE_WINDOW_IS_IGNORED(RefundEndings.WINDOW, RefundLedger.class, real -> new Object() {
        public Refund open(Refund intent) {
            return real.open(Records.with(intent, "refundableUntil", Optional.empty()));
        }
    }),

    /** A refund is requested once more although its window has ended since. */
    REPEATED_AFTER_THE_WINDOW(Bank.WINDOW, RefundLedger.class, real -> new Object() {
        public Optional<Refund> find(ChargeId charge) {
            return real.find(charge)
                    .map(row -> row.state() instanceof RefundState.Sent
                            ? Records.with(row, "refundableUntil", Optional.empty())
                            : row);
        }

        public Optional<Refund> save(Refund refund) {
            return real.find(refund.charge())
                    .map(row -> Records.with(refund, "refundableUntil", row.refundableUntil()))
                    .flatMap(real::save);
        }
    }),

    /** A dispute is not seen. */
    A_DISPUTED_CHARGE_IS_REFUNDED(Bank.DISPUTED, ReportingService.class, real -> new Object() {
        public Optional<PaymentService.Charge> charge(ChargeId charge) {
            return real.charge(charge).map(found -> Records.with(found, "disputed", false));
        }
    }),

    /** A fee that was paid elsewhere is taken for one of Stripe's. */
    A_FEE_OF_ELSEWHERE_IS_REQUESTED(Bank.WHERE_PAID, RefundLedger.class, real -> new Object() {
        public Refund open(Refund intent) {
            return real.open(
                    intent.state() instanceof RefundState.Elsewhere elsewhere
                            ? Records.with(
                                    intent.withState(new RefundState.Intent(Trigger.REFUNDS_BEGIN, elsewhere.at())),
                                    "through",
                                    PaidThrough.STRIPE)
                            : intent);
        }
    }),

    /** Fees go back from the refund date on, and not by it. */
    REFUNDS_BEGIN_AT_THE_REFUND_DATE(WaitingFees.WAITS, RefundLedger.class, real -> new Object() {
        public Refund open(Refund intent) {
            return real.open(unhurried(intent));
        }

        public Optional<Refund> save(Refund refund) {
            return real.save(unhurried(refund));
        }
    }),

    /** A refund that a bank processes is looked up after weeks. */
    A_PENDING_REFUND_IS_LEFT_ALONE(WaitingFees.DEADLINE, RefundLedger.class, real -> new Object() {
        public Optional<Refund> save(Refund refund) {
            return real.save(
                    refund.state() instanceof RefundState.Pending pending
                            ? refund.withState(Records.with(
                                    pending, "checkAt", pending.since().plus(Duration.ofDays(20))))
                            : refund);
        }
    }),

    /** No alarm rings for a refund that was requested, and does not end. */
    THE_ALARM_DOES_NOT_RING(WaitingFees.ALARM, RefundLedger.class, real -> new Object() {
        public List<Refund> listInState(RefundState.StateName state, Optional<ChargeId> after, int limit) {
            return List.of();
        }
    }),

    /** Nobody looks after a refund when its answer was lost. */
    NOBODY_LOOKS_AFTER_REFUNDS(RefundEndings.IN_TIME, RefundLedger.class, "listDue", List.of()),

    /** An uncertain refund is looked up again when it is too late. */
    PEOPLE_ARE_TOLD_TOO_LATE(RefundEndings.IN_TIME, RefundLedger.class, real -> new Object() {
        public Optional<Refund> save(Refund refund) {
            return real.save(refund.state() instanceof RefundState.Sent sent ? late(refund, sent) : refund);
        }
    }),

    /** That a refund has failed since is not heard. */
    FAILURES_ARE_NOT_HEARD(RefundEndings.FAILED, ReportingService.class, real -> new Object() {
        public Optional<PaidBack> refund(RefundId refund) {
            return real.refund(refund).filter(found -> found.status() != PaidBack.Status.FAILED);
        }
    }),

    /** A save asks for no version: the last one wins. */
    REFUNDS_ARE_SAVED_WITHOUT_VERSION_CHECK(
            ImmutableSet.of(RefundTransitions.FORWARD, RefundTransitions.DAY, RefundTransitions.IN_HAND),
            RefundLedger.class,
            real -> new Object() {
                public Optional<Refund> save(Refund refund) {
                    return real.find(refund.charge())
                            .map(stored -> stored.withState(refund.state()))
                            .flatMap(real::save);
                }
            }),

    /** Nothing is cancelled, and nobody notices. */
    NOBODY_IS_CANCELLED(MembershipStore.class, "cancel", true),

    /** The first of each page is passed over. */
    SOMEBODY_IS_PASSED_OVER(GroupUsers.class, real -> new Object() {
        public List<UserId> list(GroupId group, int chunk, Optional<UserId> after, int limit) {
            return real.list(group, chunk, after, limit).stream().skip(1).toList();
        }
    }),

    /** A subscription is taken for ended that still charges. */
    A_SUBSCRIPTION_CHARGES_ON(
            Subscriptions.NO_CHARGE, ReportingService.class, "subscription", PaymentService.SubscriptionStatus.ENDED),

    /** A subscription charges a last fee as it ends. */
    THE_END_OF_A_SUBSCRIPTION_CHARGES(Subscriptions.NO_LAST_CHARGE, ReportingService.class, real -> real) {
        @Override
        public boolean endsWithoutCharge() {
            return false;
        }
    },

    /** Somebody's subscription ends although nothing ends for them. */
    A_SUBSCRIPTION_ENDS_OUTSIDE_ITS_GROUP(Subscriptions.IN_ITS_GROUP, ReportingService.class, real -> new Object() {
        public void end(SubscriptionId subscription) {
            real.end(subscription);
            real.end(new SubscriptionId("sub_misfiled-0"));
        }
    }),

    /** A subscription that could not be ended at once is forgotten. */
    A_SUBSCRIPTION_IS_FORGOTTEN(CancellationLedger.class, "listDue", List.of()),

    /** A chunk that goes on begins again, with the sums that it has. */
    A_CHUNK_BEGINS_ANEW_AND_COUNTS_TWICE(WatchedJobs.COUNTED_ONCE, JobStore.class, real -> new Object() {
        public Optional<Chunk> findChunk(JobId id, int number) {
            return real.findChunk(id, number)
                    .map(chunk -> Records.with(Records.with(chunk, "after", Optional.empty()), "walked", false));
        }
    }),

    /** Users who are set aside are forgotten: their chunk is taken for done. */
    USERS_SET_ASIDE_ARE_FORGOTTEN(JobStore.class, real -> new Object() {
        public void end(Chunk chunk, boolean complete) {
            real.end(chunk, true);
        }
    }),

    /** A chunk is never sent again when its message was lost. */
    LATE_CHUNKS_ARE_FORGOTTEN(JobStore.class, real -> new Object() {
        public boolean check(Job read, Instant now) {
            real.check(read, now);
            return false;
        }
    }),

    /** At the refund date nobody is visited again: only those are found who were found at the opening. */
    NOBODY_IS_LOOKED_FOR_AGAIN(JobStore.class, real -> new Object() {
        public boolean begin(Job job, Instant since) {
            boolean again = real.find(job.id()).isPresent();
            boolean begun = real.begin(job, since);
            if (again) {
                job.left().forEach(number -> real.end(ended(job, number), true));
            }
            return begun;
        }

        private Chunk ended(Job job, int number) {
            return new Chunk(job.id(), number, job.run(), Optional.empty(), true, job.run(), Map.of(), "0", 0);
        }
    }),

    /** A date is noted, and nothing is done at it. */
    NOTED_WITHOUT_ACTING(MilestoneHandler.class, "act", null),

    /** What was acted on is not noted, and nobody notices. */
    NOTHING_IS_NOTED(MilestoneStore.class, "save", true),

    /** Nobody is found who waits for a refund date. */
    NOTHING_IS_BROUGHT_FORWARD(RefundLedger.class, real -> new Object() {
        public List<Refund> listInState(RefundState.StateName state, int part, Optional<ChargeId> after, int limit) {
            return List.of();
        }
    }),

    /** A hold is read, and nobody heeds it. */
    A_HOLD_IS_BREACHED(DeletionChecks.HOLD, HoldStore.class, real -> new Object() {
        public Optional<Hold> find(UserId user) {
            return real.find(user).filter(hold -> false);
        }
    }),

    /** The audit table is believed to have what it does not have. */
    A_CALL_IS_NOT_RECORDED(Run.RECORDED, CallRecords.class, "put", true),

    /** Who was under no hold once is taken to be under none ever after. */
    HOLDS_ARE_READ_ONCE(HoldStore.class, real -> new Object() {
        private final Map<UserId, Optional<Hold>> read = new HashMap<>();

        public Optional<Hold> find(UserId user) {
            return read.computeIfAbsent(user, real::find);
        }
    }),

    /** The dates that decide are those of a minute ago. */
    DATES_ARE_READ_FROM_A_CACHE(TimelineStore.class, real -> new Object() {
        public Publication current() {
            return Records.with(real.current(), "timeline", real.inForce());
        }
    }),

    /** The last day ends where it ends first, in the Line Islands. */
    THE_LAST_DAY_ENDS_IN_THE_EARLIEST_ZONE(PromisedDays.WHOLE, Instants.class, real -> new Object() {
        private static final ZoneOffset EARLIEST = ZoneOffset.ofHours(14);

        public Publication of(Publication next) {
            return Records.with(
                    next,
                    "timeline",
                    Records.with(
                            next.timeline(),
                            "groups",
                            next.timeline().groups().stream().map(this::early).toList()));
        }

        private Group early(Group group) {
            Dates dates = group.dates();
            return Optional.ofNullable(dates.promised().get(DateName.CLOSE))
                    .map(day -> day.plusDays(1).atStartOfDay(EARLIEST).toInstant())
                    .map(close -> Records.with(group, "dates", Records.with(dates, "close", close)))
                    .orElse(group);
        }
    }),

    /** The kill switch is read, and nobody heeds it. */
    THE_KILL_SWITCH_IS_NOT_HEEDED(KillSwitch.class, real -> new Object() {
        public Optional<KillSwitch.Position> position() {
            return real.position().filter(position -> !position.stopped());
        }

        public boolean stopped() {
            return real.stopped() && position().isPresent();
        }
    }),

    /** The first entry of every user is never listed, neither for the plan nor for the certificate. */
    AN_ENTRY_IS_PASSED_OVER(BucketListing.class, real -> new Object() {
        public Stream<BucketEntry> entries(PurgedBucket bucket, String prefix) {
            return real.entries(bucket, prefix).skip(1);
        }
    }),

    /** Only the stack's own bucket is listed, for the plan and for the certificate. */
    OTHER_BUCKETS_ARE_PASSED_OVER(BucketListing.class, real -> new Object() {
        public Stream<BucketEntry> entries(PurgedBucket bucket, String prefix) {
            return prefix.startsWith(ObjectKey.ELSEWHERE) ? Stream.empty() : real.entries(bucket, prefix);
        }
    }),

    /** A user with a folder is taken for an account of the group, wherever their other folders are. */
    A_FOLDER_MAKES_AN_ACCOUNT(AccountStore.class, real -> new Object() {
        public Optional<Account> find(UserId user) {
            return real.find(user).or(() -> Optional.of(new Account(user, Calendar.REGION)));
        }
    }),

    /** A certificate takes the folders to be those that were listed for the plan. */
    FOLDERS_ARE_LISTED_ONCE(BucketListing.class, real -> new Object() {
        private final Map<List<Object>, List<String>> listed = new HashMap<>();

        public List<String> folders(PurgedBucket bucket, String prefix, Optional<String> after, int limit) {
            return listed.computeIfAbsent(
                    List.of(bucket, prefix, after, limit), ignored -> real.folders(bucket, prefix, after, limit));
        }
    }),

    /** A user whose account was of the group once is taken to be of it still. */
    NOBODY_LEAVES(DeletionChecks.LEFT, AccountStore.class, real -> new Object() {
        public Found<Account> findAll(List<UserId> users) {
            Found<Account> found = real.findAll(users);
            return new Found<>(found.rows().keySet().stream()
                    .collect(Collectors.toMap(user -> user, user -> () -> new Account(user, Calendar.REGION))));
        }
    }),

    /** Who has an object with others takes it to be theirs alone. */
    A_SHARED_OBJECT_GOES_TOO_EARLY(Claims.class, "listClaimants", List.of()),

    /** A user who gave an object up has no claim on it, even if their deletion fails. */
    A_RELEASED_CLAIM_PROTECTS_NOBODY(DeletionChecks.GIVEN_UP, Claims.class, real -> new Object() {
        public List<Claimant> listClaimants(ObjectKey key) {
            return real.listClaimants(key).stream()
                    .filter(claimant -> !claimant.released())
                    .toList();
        }
    }),

    /** A plan does not ask what is shared. */
    CLAIMS_ARE_NOT_READ(Claims.class, "listObjects", Set.of()),

    /** Only users with a claim that is kept forever know of a shared object: nobody ever deletes it. */
    A_CLAIM_IS_NOT_RELEASED(Claims.class, "release", null),

    /** What a page of a plan has brought is lost, and its checkpoint goes on. */
    A_LEAF_IS_LEFT_OUT(WatchedPlans.WHOLE, AuditFiles.class, real -> new Object() {
        public boolean putIfAbsent(ObjectKey key, byte[] bytes) {
            return key.value().contains("/pages/") || real.putIfAbsent(key, bytes);
        }
    }),

    /** No row is removed, and nobody notices. */
    ROWS_STAY(UserRows.class, real -> new Object() {
        public long remove(UserId user) {
            return 0;
        }

        public boolean any(UserId user) {
            return false;
        }
    }),

    /** Nobody keeps a receipt. */
    NO_RECEIPT_IS_KEPT(ReceiptStore.class, "keep", null),

    /** A receipt says that nothing was moved. */
    A_RECEIPT_IS_EMPTY(ReceiptStore.class, real -> new Object() {
        public void keep(Receipt receipt) {
            real.keep(Records.with(Records.with(receipt, "moved", Optional.empty()), "downloaded", Optional.empty()));
        }
    }),

    /** What was done is not recorded, and nothing notices. */
    NOTHING_IS_PUT_DOWN(DeletionRecords.class, "put", true),

    /** Of each chunk the first record is left out of the sums. */
    A_RECORD_IS_NOT_SUMMED_UP(DeletionRecords.class, real -> new Object() {
        public Stream<Deletion> list(GroupId group, PlanId plan, int chunk) {
            return real.list(group, plan, chunk).skip(1);
        }
    }),

    /** What was deleted of a half-deleted account is not recorded. */
    THE_HALF_DELETED_IS_NOT_PUT_DOWN(DeletionRecords.class, real -> new Object() {
        public boolean put(GroupId group, Deletion deletion) {
            return !deletion.finished() || real.put(group, deletion);
        }
    }),

    /** One moved photo is taken for all of them. */
    ONE_MOVED_PHOTO_ENDS_REMINDERS(ReminderCloud.UNSAFE, TransferStore.class, real -> new Object() {
        public Found<Transfer> findAll(List<UserId> users) {
            return FoundRows.of(
                    users,
                    user -> real.find(user).map(one -> one.counts().done().items() > 0 ? withoutTheRest(one) : one));
        }
    }),

    /** That there is room, or that it is not asked for, is taken for an answer about what is left. */
    A_DEFAULT_DECLINES_THE_REST(ReminderCloud.UNSAFE, TransferStore.class, real -> new Object() {
        public Found<Transfer> findAll(List<UserId> users) {
            return FoundRows.of(
                    users,
                    user -> real.find(user)
                            .map(one -> one.room() instanceof RoomCheck.Settled ? withoutTheRest(one) : one));
        }
    }),

    /** Confirmed volumes count for nothing. */
    CONFIRMED_VOLUMES_ARE_FORGOTTEN(ReminderCloud.SAFE, ArchiveStore.class, real -> new Object() {
        public Found<Archive> findAll(List<UserId> users) {
            return FoundRows.of(users, user -> real.find(user).map(one -> one.with(Archive.Downloads.NONE)));
        }
    });

    private static final Logger LOG = Logger.getLogger("sundown.archive");
    private static final Duration TOO_LATE = Duration.ofHours(26);

    private final ImmutableSet<String> invariants;
    private final Class<?> port;
    private final UnaryOperator<Object> planted;

    <T> PlantedBug(Class<T> port, Function<T, ?> bug) {
        this(ImmutableSet.of(), port, bug);
    }

    <T> PlantedBug(String invariant, Class<T> port, Function<T, ?> bug) {
        this(ImmutableSet.of(invariant), port, bug);
    }

    /** A bug by which other methods are called than those of the port. */
    <T> PlantedBug(ImmutableSet<String> invariants, Class<T> port, Function<T, ?> bug) {
        this.invariants = invariants;
        this.port = port;
        this.planted = real -> Forwarding.to(port, port.cast(real), bug);
    }

    <T> PlantedBug(Class<T> port, String method, Object answer) {
        this(ImmutableSet.of(), port, method, answer);
    }

    <T> PlantedBug(String invariant, Class<T> port, String method, Object answer) {
        this(ImmutableSet.of(invariant), port, method, answer);
    }

    /** A bug by which a method does nothing and has always the same answer. */
    <T> PlantedBug(ImmutableSet<String> invariants, Class<T> port, String method, Object answer) {
        this.invariants = invariants;
        this.port = port;
        this.planted = real -> Forwarding.answering(port, port.cast(real), method, answer);
    }

    @Override
    public <T> T in(Class<T> asked, T real) {
        return asked.equals(port) ? asked.cast(planted.apply(real)) : real;
    }

    /** One of these it must be found to break; any will do if there are none. */
    Set<String> invariants() {
        return invariants;
    }

    private static List<Item> outOfTrash(List<Item> items) {
        return items.stream()
                .map(item -> Records.with(item, "marks", Records.with(item.marks(), "deletedAt", Optional.empty())))
                .toList();
    }

    private static Transfer withTerms(Transfer transfer, String changed, Object value) {
        return Records.with(transfer, "terms", Records.with(transfer.terms(), changed, value));
    }

    private static ReportingService firstTimeKept(ReportingService service) {
        Map<ChargeId, Instant> first = new HashMap<>();
        return Forwarding.to(ReportingService.class, service, real -> new Object() {
            public PaymentService.Answer refund(ChargeId charge, Instant firstAt) {
                return real.refund(charge, first.computeIfAbsent(charge, ignored -> firstAt));
            }
        });
    }

    private static Inventory ended(Inventory inventory) {
        return inventory
                .count()
                .map(count -> new Inventory(
                        inventory.user(),
                        Optional.of(new Inventory.Counted(count.found(), Instant.EPOCH)),
                        Optional.empty(),
                        inventory.ordered(),
                        inventory.version()))
                .orElse(inventory);
    }

    /** Keeps the counts in a row of their own. */
    private static final class CountsApart {
        private final Map<TransferId, Counts> counts = new HashMap<>();
        private final TransferStore real;

        private CountsApart(TransferStore real) {
            this.real = real;
        }

        public Optional<Transfer> find(UserId user) {
            return real.find(user).map(this::counted);
        }

        public Optional<Transfer> save(Transfer transfer) {
            counts.put(transfer.id(), transfer.counts());
            return real.save(transfer);
        }

        private Transfer counted(Transfer transfer) {
            return transfer.with(Records.with(transfer.progress(), "counts", counts.get(transfer.id())));
        }
    }

    private static Transfer withoutTheRest(Transfer transfer) {
        Counts counts = transfer.counts();
        Tally moved = counts.done().plus(counts.duplicate());
        Counts rest =
                new Counts(moved, counts.done(), counts.duplicate(), Tally.NONE, Tally.NONE, Tally.NONE, Tally.NONE);
        return transfer.with(Records.with(transfer.progress(), "counts", rest))
                .withState(new TransferState.Finished(Instant.EPOCH));
    }

    private static List<Volume> doneTwice(List<Volume> volumes) {
        List<Volume> done = volumes.stream()
                .filter(volume -> volume.state() instanceof VolumeState.Done)
                .toList();
        return done.isEmpty()
                ? volumes
                : volumes.stream()
                        .map(volume -> volume.withState(done.getFirst().state()))
                        .toList();
    }

    private record Blind(ReportingService real) {
        public List<PaidBack> refunds(ChargeId charge) {
            real.refunds(charge);
            return List.of();
        }
    }

    /** Creates items, and says the first time that their tokens are gone. */
    private static final class Forgetful {
        private final PhotoLibrary real;
        private final Set<List<String>> created = new HashSet<>();

        private Forgetful(PhotoLibrary real) {
            this.real = real;
        }

        public Answer.CreateAnswer create(AccessToken access, Optional<AlbumId> album, List<NewItem> items) {
            Answer.CreateAnswer answer = real.create(access, album, items);
            boolean forgotten = answer instanceof Answer.Created
                    && created.add(items.stream().map(NewItem::fileName).toList());
            return forgotten ? new Answer.Created(Collections.nCopies(items.size(), new Answer.TokenGone())) : answer;
        }
    }

    private static String textOf(Body body) {
        try {
            return new String(body.stream().readAllBytes(), ISO_8859_1);
        } catch (IOException brokenOff) {
            throw new UncheckedIOException(brokenOff);
        }
    }

    private static boolean isLate(Refund intent) {
        return intent.state() instanceof RefundState.Intent due && due.trigger() == Trigger.PAID_AFTER_CANCELLATION;
    }

    private static Refund unhurried(Refund refund) {
        return refund.state() instanceof RefundState.Intent intent && intent.trigger() == Trigger.REFUNDS_BEGIN
                ? refund.withState(new RefundState.Intent(
                        Trigger.REFUNDS_BEGIN, intent.dueAt().plus(Calendar.LEAD.length())))
                : refund;
    }

    private static Refund asIfNewlySent(Refund refund) {
        return refund.state() instanceof RefundState.Sent sent
                ? refund.withState(new RefundState.Sent(sent.checkAt(), sent.attempt(), sent.checkAt()))
                : refund;
    }

    private static Refund sinceFirst(Refund stored, Refund refund) {
        return stored.state() instanceof RefundState.Sent first && refund.state() instanceof RefundState.Sent again
                ? refund.withState(new RefundState.Sent(first.firstAt(), again.attempt(), again.checkAt()))
                : refund;
    }

    private static Refund late(Refund refund, RefundState.Sent sent) {
        return refund.withState(new RefundState.Sent(
                sent.firstAt(), sent.attempt(), sent.firstAt().plus(TOO_LATE)));
    }
}
