package sundown.readiness;

import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import sundown.account.UserId;
import sundown.digest.Sha1;
import sundown.failure.RetryableFailure;
import sundown.gallery.BucketLayout;
import sundown.gallery.Claims;
import sundown.gallery.Claims.Claim;
import sundown.gallery.GalleryBytes;
import sundown.gallery.GalleryBytes.Opened;
import sundown.gallery.GalleryIndex;
import sundown.gallery.GalleryLayout;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.ObjectKey;
import sundown.job.GroupUsers.GroupChunks;
import sundown.media.MediaType;
import sundown.readiness.AccountSample.SampledAccount;
import sundown.readiness.AccountSample.SampledAccount.Listing;
import sundown.readiness.Readiness.Outcome;
import sundown.readiness.SampleRules.SampledItem;
import sundown.report.GetDocument;
import sundown.report.ProgressReport;
import sundown.report.RecordedOutcome;
import sundown.report.ReportFiles;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.RefundLead;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/**
 * A random sample of accounts and of their items. It finds a fault of one account in a thousand within a few days of
 * daily runs, and a fault of many at once.
 */
@Singleton
record SampleInspections(
        AccountSample accounts,
        GalleryIndex galleries,
        GalleryBytes bytes,
        GalleryLayout layout,
        Claims claims,
        GroupChunks chunks,
        TimelineStore timelines,
        ReportFiles reports,
        RefundLead lead,
        RandomGenerator random)
        implements Inspections {
    /** One page of a gallery or two, and one object, are read for each of them. */
    private static final int GALLERIES_MAX = 24;

    private static final int ITEMS_PER_GALLERY = 20;

    /** The claims of each owner of a folder are read with a request. */
    private static final int CLAIMS_MAX = 200;

    private static final int PAGE_ITEMS = 1_000;

    /** A digest needs the bytes. An object that is larger takes too long to read, and counts by its length alone. */
    private static final long READ_BYTES_MAX = 16L << 20;

    /** The sample is drawn once for all of them. */
    @Override
    public List<Inspection> list(Instant now) {
        Supplier<List<SampledAccount>> people = Inspections.once(() -> accounts.draw(random));
        Supplier<List<Gallery>> some = Inspections.once(() -> galleries(people.get()));
        Supplier<List<SampledItem>> items = Inspections.once(() -> items(some.get()));
        return List.of(
                new Inspection(
                        "accounts",
                        "dynamodb:Scan of the accounts",
                        () -> announced(timeline -> SampleRules.accounts(timeline, chunks.number(), people.get()))),
                new Inspection("members", "dynamodb:Scan of the accounts", () -> SampleRules.members(people.get())),
                new Inspection(
                        "items", "dynamodb:Query of the items, s3:GetObject", () -> SampleRules.items(items.get())),
                new Inspection(
                        "layout",
                        "dynamodb:Query of the items and the claims, s3:GetObject",
                        () -> SampleRules.layout(items.get())),
                new Inspection(
                        "claims",
                        "dynamodb:Scan and Query of the claims, outcomes/ of the audit bucket",
                        () -> claims(now)),
                new Inspection(
                        "google-takes",
                        "dynamodb:Query of the items, s3:GetObject",
                        () -> SampleRules.taken(items.get())),
                new Inspection(
                        "refund-dates",
                        "dynamodb:GetItem of the groups table, " + ProgressReport.PLACE,
                        () -> announced(
                                timeline -> FeeRules.dates(timeline, ProgressReport.listLatest(reports), lead, now))),
                new Inspection(
                        "refund-windows",
                        "dynamodb:Scan of the accounts",
                        () -> announced(timeline -> FeeRules.windows(timeline, people.get()))));
    }

    private Outcome announced(Function<Timeline, Outcome> check) {
        return DateRules.announced(timelines.current().timeline(), check);
    }

    private Outcome claims(Instant now) {
        List<Claim> some = claims.listSome(CLAIMS_MAX);
        return SampleRules.claims(imported(now), some.size(), unguarded(some), layout);
    }

    /** The number of these objects that lie in the folder of a user without a claim on them. */
    private long unguarded(List<Claim> some) {
        List<Group> groups = timelines.current().timeline().groups();
        Map<UserId, Set<ObjectKey>> ofOwners = new HashMap<>();
        return some.stream()
                .filter(claim -> owner(claim.key(), groups)
                        .filter(owner -> !owner.equals(claim.user()))
                        .filter(owner -> !ofOwners.computeIfAbsent(owner, claims::listObjects)
                                .contains(claim.key()))
                        .isPresent())
                .map(Claim::key)
                .distinct()
                .count();
    }

    private Optional<UserId> owner(ObjectKey key, List<Group> groups) {
        BucketLayout part = layout.part(key.value());
        return groups.stream()
                .map(Group::id)
                .filter(group -> part.hasFolders() && key.value().startsWith(part.prefix(group)))
                .findFirst()
                .flatMap(group -> BucketLayout.owner(BucketLayout.folder(part.prefix(group), key.value())));
    }

    /** The number of claims that the latest recorded import made. */
    private OptionalLong imported(Instant now) {
        return GetDocument.listOutcomes(reports, now)
                .filter(RecordedOutcome::tellsOfWrittenImport)
                .flatMap(outcome -> Optional.ofNullable(outcome.figures().get(RecordedOutcome.CLAIMS)).stream())
                .mapToLong(BigDecimal::longValue)
                .findFirst();
    }

    private record Gallery(UserId user, GroupId group, List<Item> items) {}

    private List<Gallery> galleries(List<SampledAccount> people) {
        return people.stream()
                .filter(account -> account.group().isPresent())
                .limit(GALLERIES_MAX)
                .map(account -> gallery(account.user(), account.group().get()))
                .filter(gallery -> !gallery.items().isEmpty())
                .toList();
    }

    private Gallery gallery(UserId user, Listing listing) {
        return new Gallery(user, new GroupId(listing.group()), some(user));
    }

    /** Some of a gallery, from anywhere in it; of one that has more than a page, from anywhere or the first page. */
    private List<Item> some(UserId user) {
        List<Item> first = galleries.page(user, Optional.empty(), PAGE_ITEMS);
        List<Item> others = first.size() < PAGE_ITEMS
                ? List.of()
                : galleries.page(user, Optional.of(place(first)), ITEMS_PER_GALLERY);
        return others.isEmpty()
                ? first.stream()
                        .skip(random.nextInt(Math.max(1, first.size())))
                        .limit(ITEMS_PER_GALLERY)
                        .toList()
                : others;
    }

    /**
     * Ids may begin alike: this begins with some of what the first ones have in common, and goes on with any letter.
     */
    private ItemId place(List<Item> first) {
        String one = first.getFirst().id().value();
        int alike =
                Arrays.mismatch(one.toCharArray(), first.getLast().id().value().toCharArray());
        int[] letters = first.stream()
                .flatMapToInt(item -> item.id().value().chars())
                .distinct()
                .toArray();
        return new ItemId(one.substring(0, random.nextInt(alike + 1)) + (char) letters[random.nextInt(letters.length)]);
    }

    private List<SampledItem> items(List<Gallery> some) {
        return some.stream()
                .map(gallery -> item(
                        gallery,
                        gallery.items().get(random.nextInt(gallery.items().size()))))
                .toList();
    }

    private SampledItem item(Gallery gallery, Item item) {
        boolean inItsPlace = !layout.part(item.key().value()).hasFolders()
                || layout.inFolder(gallery.group(), gallery.user(), item.key())
                || claims.listObjects(gallery.user()).contains(item.key());
        return switch (bytes.open(item.key(), 0)) {
            case Opened.Found found -> read(item, inItsPlace, found);
            case Opened.Gone _ ->
                new SampledItem(item, inItsPlace, OptionalLong.empty(), Optional.empty(), Optional.empty());
        };
    }

    private static SampledItem read(Item item, boolean inItsPlace, Opened.Found found) {
        try (found) {
            boolean compared = item.sha1().isPresent() && found.bytes() <= READ_BYTES_MAX;
            byte[] first = found.stream().readNBytes(MediaType.FIRST_BYTES);
            InputStream all = new SequenceInputStream(new ByteArrayInputStream(first), found.stream());
            Optional<Sha1> digest = compared ? Optional.of(Sha1.over(all)) : Optional.empty();
            return new SampledItem(
                    item, inItsPlace, OptionalLong.of(found.bytes()), digest, MediaType.of(item.name(), first));
        } catch (IOException broken) {
            throw new RetryableFailure("the bytes of an item broke off", broken);
        }
    }
}
