package sundown.archive.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static sundown.archive.plan.Plans.paths;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import sundown.archive.plan.LeftOut.Reason;
import sundown.archive.plan.ReplanRules.Replan;
import sundown.archive.plan.VolumePlan.PlannedEntry;
import sundown.archive.plan.VolumePlan.Source;
import sundown.gallery.ItemId;

class ReplanRulesTest {
    private static final Instant LATER = Instant.parse("2022-12-25T00:00:00Z");

    private final Gallery gallery = new Gallery()
            .album("Sea", "a.jpg", 10)
            .album("Sea", "a.jpg", 20)
            .single("b.jpg", 30)
            .gone(Optional.of("Sea"), "c?.jpg");
    private final VolumePlan volume = gallery.plan(1_000_000).volumes().getFirst();

    @Test
    void keepsTheRemainingEntriesUnchanged() {
        VolumePlan without = without(volume, Map.of(id(0), Reason.GONE)).volume();
        assertThat(without.entries())
                .filteredOn(entry -> !entry.entry().path().equals("left-out-1.csv"))
                .isSubsetOf(volume.entries())
                .extracting(entry -> entry.entry().path())
                .containsExactly("README.txt", "items.csv", "Sea/a (2).jpg", "Without album/b.jpg");
        assertThat(without.number()).isEqualTo(1);
    }

    @Test
    void listsEverythingThatTheVolumeLacks() {
        Replan replan = without(volume, Map.of(id(1), Reason.CHANGED, id(2), Reason.GONE));
        assertThat(replan.volume().leftOut())
                .containsExactly(
                        new LeftOut(id(3), "c?.jpg", Optional.of("Sea"), Reason.GONE),
                        new LeftOut(id(1), "a (2).jpg", Optional.of("Sea"), Reason.CHANGED),
                        new LeftOut(id(2), "b.jpg", Optional.empty(), Reason.GONE));
        assertThat(replan.file()).isEqualTo(new WrittenFile("left-out-1.csv", """
                \uFEFFname,album,reason
                "c?.jpg","Sea","Its file is missing in our storage."
                "a (2).jpg","Sea","Its file changed while the archive was built."
                "b.jpg","","Its file is missing in our storage."
                """.replace("\n", "\r\n")));
    }

    @Test
    void replacesTheOldList() {
        Replan replan = without(volume, Map.of(id(0), Reason.GONE));
        assertThat(paths(replan.volume().entries()))
                .containsExactly("README.txt", "items.csv", "left-out-1.csv", "Sea/a (2).jpg", "Without album/b.jpg");
        PlannedEntry before = volume.entries().get(2);
        PlannedEntry after = replan.volume().entries().get(2);
        assertThat(after.source()).isEqualTo(new Source.Written("left-out-1.csv"));
        assertThat(after.entry().bytes()).isEqualTo(replan.file().utf8().length);
        assertThat(after.entry().modified()).isEqualTo(LATER);
        assertThat(after.entry().salt()).isNotEqualTo(before.entry().salt());
    }

    @Test
    void putsTheTableBeforeTheItemsOfAVolumeThatHadNone() {
        VolumePlan second = new VolumePlan(2, Plans.photos(volume), List.of());
        VolumePlan without = without(second, Map.of(id(0), Reason.GONE)).volume();
        assertThat(paths(without.entries())).containsExactly("left-out-2.csv", "Sea/a (2).jpg", "Without album/b.jpg");
    }

    @Test
    void replansAVolumeTwice() {
        Replan once = without(volume, Map.of(id(0), Reason.GONE));
        Replan twice = without(once.volume(), Map.of(id(2), Reason.CHANGED));
        Replan atOnce = without(volume, Map.of(id(0), Reason.GONE, id(2), Reason.CHANGED));
        assertThat(twice.volume().leftOut()).isEqualTo(atOnce.volume().leftOut());
        assertThat(twice.file()).isEqualTo(atOnce.file());
        assertThat(paths(twice.volume().entries()))
                .containsExactly("README.txt", "items.csv", "left-out-1.csv", "Sea/a (2).jpg");
    }

    @Test
    void leavesOnlyTheListWithoutAnyItems() {
        VolumePlan second = new VolumePlan(2, List.of(Plans.photos(volume).getFirst()), List.of());
        assertThat(paths(without(second, Map.of(id(0), Reason.GONE)).volume().entries()))
                .containsExactly("left-out-2.csv");
    }

    @Test
    void refusesItemsOfOtherVolumes() {
        assertThatIllegalArgumentException().isThrownBy(() -> without(volume, Map.of(id(3), Reason.GONE)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> without(volume, Map.of(id(0), Reason.GONE, new ItemId("x"), Reason.GONE)));
        assertThatIllegalArgumentException().isThrownBy(() -> without(volume, Map.of()));
    }

    @Test
    void findsNothingInAnUnchangedListingOrWhereAnObjectHasItsBytesBack() {
        assertThat(ReplanRules.mismatches(volume, gallery::listed)).isEmpty();
        gallery.store(gallery.item(1).key(), "v2", 20).store(gallery.item(1).key(), "v1", 20);
        assertThat(ReplanRules.mismatches(volume, gallery::listed)).isEmpty();
    }

    @Test
    void findsAllGoneAndChangedObjects() {
        gallery.lose(gallery.item(0).key())
                .store(gallery.item(1).key(), "v2", 20)
                .store(gallery.item(2).key(), "v1", 31);
        assertThat(ReplanRules.mismatches(volume, gallery::listed))
                .containsExactly(
                        Map.entry(id(0), Reason.GONE),
                        Map.entry(id(1), Reason.CHANGED),
                        Map.entry(id(2), Reason.CHANGED));
    }

    private ItemId id(int index) {
        return gallery.item(index).id();
    }

    private static Replan without(VolumePlan volume, Map<ItemId, Reason> wrong) {
        return ReplanRules.without(volume, wrong, LATER, new SplittableRandom(7));
    }
}
