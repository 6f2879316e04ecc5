package sundown.readiness;

import static sundown.readiness.Judged.fails;
import static sundown.readiness.Judged.passes;
import static sundown.readiness.Judged.warns;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.account.Account;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.digest.Sha1;
import sundown.gallery.GalleryLayout;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.gallery.Item.Marks;
import sundown.gallery.ObjectKey;
import sundown.media.MediaType;
import sundown.readiness.AccountSample.SampledAccount;
import sundown.readiness.AccountSample.SampledAccount.Listing;
import sundown.readiness.Readiness.Outcome;
import sundown.readiness.SampleRules.SampledItem;
import sundown.timeline.PublishedTimeline;
import sundown.timeline.Timeline;

class SampleRulesTest {
    private static final UserId USER = new UserId("u1");
    private static final Account INDIAN = new Account(USER, new Region("IN"));
    private static final Account CHINESE = new Account(USER, new Region("CN"));
    private static final Set<String> FIELDS = Set.of("userId", "region", "groupShard");
    private static final Timeline TIMELINE = PublishedTimeline.read();
    private static final Sha1 EMPTY = new Sha1("da39a3ee5e6b4b0d3255bfef95601890afd80709");
    private static final Sha1 OTHER = new Sha1("0000000000000000000000000000000000000000");

    @Test
    void accountsNeedToBeListedUnderTheirGroup() {
        passes(accounts(listed("1", 7, INDIAN), unlisted(CHINESE)), "Of 2 accounts drawn at random, all are");
        fails(
                accounts(unlisted(INDIAN), listed("2", 0, INDIAN), listed("1", 0, INDIAN)),
                "Of 3 accounts drawn at random, 1 are in no group, 1 are listed in another group",
                "groupShard");
        fails(accounts(listed("3", 0, CHINESE)), "1 are listed in another group", "groupShard");
        fails(accounts(listed("1", 16, INDIAN)), "1 are in a chunk beyond GroupChunks", "no job visits");
        fails(
                accounts(new SampledAccount(USER, Optional.empty(), FIELDS, Optional.empty())),
                "1 cannot be read",
                "docs/state.md");
    }

    @Test
    void warnsWhereThereIsNothingToLookAt() {
        warns(accounts(), "no accounts", "docs/adopt.md");
        warns(SampleRules.items(List.of()), "no items", "docs/adopt.md");
        warns(SampleRules.taken(List.of()), "no items", "docs/adopt.md");
    }

    @Test
    void claimsAreThereIfTheImportHasSome() {
        GalleryLayout folders = GalleryLayout.of("user-first/");
        GalleryLayout rows = GalleryLayout.of("user-first/ by-rows/s3://old-scans/");
        fails(SampleRules.claims(OptionalLong.of(3), 0, 0, folders), "has 3 claims", "--apply");
        fails(SampleRules.claims(OptionalLong.of(3), 0, 0, rows), "has 3 claims", "ImportClaims=true");
        passes(SampleRules.claims(OptionalLong.of(3), 7, 0, rows), "filled");
        passes(SampleRules.claims(OptionalLong.of(0), 0, 0, rows), "has none");
        passes(SampleRules.claims(OptionalLong.empty(), 0, 0, folders), "there is none");
        passes(SampleRules.claims(OptionalLong.empty(), 7, 0, rows), "filled");
        warns(SampleRules.claims(OptionalLong.empty(), 0, 0, rows), "no recorded import", "Record the import");
    }

    @Test
    void claimsInAFolderNeedThatOfItsOwner() {
        fails(
                SampleRules.claims(OptionalLong.of(7), 7, 2, GalleryLayout.of("group-first/")),
                "Of the objects of 7 claims, 2 lie in the folder of a user who has no claim",
                "docs/state.md");
        warns(
                SampleRules.claims(OptionalLong.of(7), 7, 2, GalleryLayout.of("user-first/")),
                "2 lie in the folder",
                "docs/state.md");
    }

    /** Without a charge, the row reads as that of a free user; without a currency, it cannot be read. */
    @Test
    void membersNeedACharge() {
        Account member = INDIAN.with(
                new Membership(new ChargeId("ch_1"), Money.of(999, "INR"), Instant.EPOCH, Optional.empty()));
        Set<String> paid = Set.of("userId", "region", "chargeId", "feeMinorUnits", "feeCurrency", "paidAt");
        passes(
                SampleRules.members(List.of(
                        listed("1", 0, INDIAN), new SampledAccount(USER, Optional.empty(), paid, Optional.of(member)))),
                "Of 2 accounts");
        fails(
                SampleRules.members(List.of(
                        new SampledAccount(
                                USER, Optional.empty(), Set.of("userId", "subscriptionId"), Optional.of(INDIAN)),
                        new SampledAccount(
                                USER, Optional.empty(), Set.of("chargeId", "feeMinorUnits"), Optional.empty()))),
                "2 are of members without charge",
                "feeCurrency");
    }

    @Test
    void itemsNeedTheirObjectsInTheirOwnersFolder() {
        List<SampledItem> items = List.of(
                new SampledItem(
                        item("a.jpg", 5), true, OptionalLong.of(5), Optional.of(EMPTY), Optional.of(MediaType.JPEG)),
                new SampledItem(
                        item("a.jpg", 5), true, OptionalLong.of(5), Optional.empty(), Optional.of(MediaType.JPEG)));
        passes(SampleRules.items(items), "Of 2 items");
        passes(SampleRules.layout(items), "Of 2 items");
        fails(
                SampleRules.items(List.of(
                        new SampledItem(
                                item("a.jpg", 5),
                                true,
                                OptionalLong.empty(),
                                Optional.empty(),
                                Optional.of(MediaType.JPEG)),
                        new SampledItem(
                                item("a.jpg", 5),
                                true,
                                OptionalLong.of(4),
                                Optional.empty(),
                                Optional.of(MediaType.JPEG)),
                        new SampledItem(
                                item("a.jpg", 5),
                                true,
                                OptionalLong.of(5),
                                Optional.of(OTHER),
                                Optional.of(MediaType.JPEG)))),
                "1 have an object of another digest, 1 have an object of another length, 1 have no object",
                "correct them");
        fails(
                SampleRules.layout(List.of(new SampledItem(
                        item("a.jpg", 5), false, OptionalLong.of(5), Optional.empty(), Optional.of(MediaType.JPEG)))),
                "1 lie outside",
                "objectKey");
    }

    @Test
    void googleNeedsToTakeNearlyAll() {
        passes(
                SampleRules.taken(Stream.concat(
                                Collections.nCopies(19, sampled("a.jpg", 5, MediaType.JPEG)).stream(),
                                Stream.of(sampled("a.psd", 5)))
                        .toList()),
                "Google takes 19 of 20 items drawn at random, by type and size; not these: {UNSUPPORTED_TYPE=1}.");
        warns(
                SampleRules.taken(List.of(
                        sampled("a.jpg", 5, MediaType.JPEG),
                        sampled("photo", 300L << 20, MediaType.MP4),
                        sampled("b.jpg", 300L << 20, MediaType.JPEG))),
                "takes 2 of 3",
                "in the archive alone");
        fails(
                SampleRules.taken(List.of(
                        sampled("a.jpg", 5, MediaType.JPEG),
                        sampled("photo", 5),
                        sampled("b.jpg", 300L << 20, MediaType.JPEG))),
                "takes 1 of 3",
                "first bytes");
    }

    private static SampledItem sampled(String name, long bytes, MediaType... type) {
        return new SampledItem(
                item(name, bytes),
                true,
                OptionalLong.of(bytes),
                Optional.empty(),
                Stream.of(type).findFirst());
    }

    private static Outcome accounts(SampledAccount... sample) {
        return SampleRules.accounts(TIMELINE, 16, List.of(sample));
    }

    private static SampledAccount listed(String group, int chunk, Account account) {
        return new SampledAccount(USER, Optional.of(new Listing(group, chunk)), FIELDS, Optional.of(account));
    }

    private static SampledAccount unlisted(Account account) {
        return new SampledAccount(USER, Optional.empty(), Set.of("userId", "region"), Optional.of(account));
    }

    private static Item item(String name, long bytes) {
        return new Item(
                new ItemId("i1"),
                new ObjectKey("1/u1/i1"),
                name,
                bytes,
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(EMPTY),
                Optional.empty(),
                Marks.NONE);
    }
}
