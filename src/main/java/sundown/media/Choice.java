package sundown.media;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import sundown.gallery.Item;
import sundown.gallery.Tally;

/**
 * The items of a gallery that a user chooses to move or to download.
 *
 * @param selection the part of the gallery that is taken now
 * @param withPrivate whether private items are taken, if the user has answered; without an answer they are not
 * @param before the parts that were taken before; none of their items is taken again
 */
public record Choice(Selection selection, Optional<Boolean> withPrivate, Optional<Before> before) {
    /** How many parts of a gallery a user may choose one after the other: they are kept in one row. */
    public static final int PARTS_MAX = 10;

    /** The first choice of a user. */
    public static Choice of(Selection selection, Optional<Boolean> withPrivate) {
        return new Choice(selection, withPrivate, Optional.empty());
    }

    /** How an item stands by a choice. */
    public enum Standing {
        TAKEN,
        TAKEN_BEFORE,
        /** It is in the trash, which was not chosen. */
        IN_TRASH,
        /** It is private, and the user has not chosen to take private items. */
        PRIVATE,
        /** It is in no part that the user has chosen. */
        NOT_CHOSEN
    }

    /** The standing of an item. */
    public Standing standing(Item item) {
        if (before.stream().flatMap(all -> all.parts().stream()).anyMatch(part -> part.takes(item))) {
            return Standing.TAKEN_BEFORE;
        }
        return now().standing(item);
    }

    public boolean takes(Item item) {
        return standing(item) == Standing.TAKEN;
    }

    /** This choice with another answer on private items. */
    public Choice answered(boolean answer) {
        return new Choice(selection, Optional.of(answer), before);
    }

    /** Another choice in the place of this one. */
    public Choice instead(Selection other, Optional<Boolean> otherWithPrivate) {
        return new Choice(other, otherWithPrivate, before);
    }

    /** The choice of another part, once this one was taken. */
    public Choice further(Selection next, Optional<Boolean> nextWithPrivate) {
        List<Part> parts = Stream.concat(before.stream().flatMap(all -> all.parts().stream()), Stream.of(now()))
                .toList();
        return new Choice(next, nextWithPrivate, Optional.of(new Before(parts)));
    }

    /** True when another part may be chosen after this one. */
    public boolean mayGoFurther() {
        return before.map(Before::parts).orElse(List.of()).size() + 1 < PARTS_MAX;
    }

    /** What the user sees of it; nothing where they have chosen everything. */
    public Optional<ChoiceView> view(Optional<Tally> notChosen) {
        return selection.equals(Selection.ALL) && notChosen.isEmpty()
                ? Optional.empty()
                : Optional.of(new ChoiceView(selection, notChosen.orElse(Tally.NONE)));
    }

    private Part now() {
        return new Part(selection, withPrivate.orElse(false));
    }

    /**
     * A choice as its user sees it.
     *
     * @param selection the part that was chosen last
     * @param notChosen the items of no part that was chosen, once they are counted
     */
    @RegisterForReflection
    public record ChoiceView(Selection selection, Tally notChosen) {}

    /** Parts of a gallery, in the order in which they were taken. */
    public record Before(List<Part> parts) {
        public Before {
            parts = List.copyOf(parts);
        }
    }

    /** A part of a gallery, with its private items or without. */
    public record Part(Selection selection, boolean withPrivate) {
        private boolean takes(Item item) {
            return standing(item) == Standing.TAKEN;
        }

        private Standing standing(Item item) {
            boolean selected = selection.has(item);
            if (item.marks().deletedAt().isPresent()
                    && !(selected && selection.trash().isPresent())) {
                return Standing.IN_TRASH;
            }
            if (item.marks().isPrivate().isPresent() && !withPrivate) {
                return Standing.PRIVATE;
            }
            return selected ? Standing.TAKEN : Standing.NOT_CHOSEN;
        }
    }

    /**
     * A part of a gallery, as an app names it: the items that fit all that is given.
     *
     * @param albums the items of any of these albums; of all, and of none, if it is empty
     * @param years the items of any of these years, {@link Item#NO_YEAR} for those without a date; of all if it is
     *     empty
     * @param kind photos alone, or videos alone
     * @param trash true to take what is in the trash, too; otherwise empty
     */
    @RegisterForReflection
    public record Selection(
            Set<String> albums, Set<Integer> years, Optional<MediaType.Kind> kind, Optional<Boolean> trash) {
        /** Everything but what is in the trash. */
        public static final Selection ALL = new Selection(Set.of(), Set.of(), Optional.empty(), Optional.empty());

        private static final int ALBUMS_MAX = 30;
        /** Ten choices must have room in a row, beside the albums that a gallery's count names. */
        public static final int ALBUM_CHARACTERS_MAX = 100;

        private static final int YEARS_MAX = 200;

        public Selection {
            albums = Collections.unmodifiableSet(new TreeSet<>(albums));
            years = Collections.unmodifiableSet(new TreeSet<>(years));
            trash = trash.filter(Boolean::booleanValue);
            if (albums.size() > ALBUMS_MAX || years.size() > YEARS_MAX) {
                throw new IllegalArgumentException(
                        "not a selection of at most " + ALBUMS_MAX + " albums and " + YEARS_MAX + " years");
            }
            if (albums.stream().anyMatch(album -> album.isEmpty() || album.length() > ALBUM_CHARACTERS_MAX)) {
                throw new IllegalArgumentException(
                        "not a selection of albums with names of 1 to " + ALBUM_CHARACTERS_MAX + " characters");
            }
        }

        /** Reads a call, in which a part that is left out restricts nothing. */
        @JsonCreator
        static Selection read(
                @JsonProperty("albums") Optional<Set<String>> albums,
                @JsonProperty("years") Optional<Set<Integer>> years,
                @JsonProperty("kind") Optional<MediaType.Kind> kind,
                @JsonProperty("trash") Optional<Boolean> trash) {
            return new Selection(albums.orElse(Set.of()), years.orElse(Set.of()), kind, trash);
        }

        private boolean has(Item item) {
            return (albums.isEmpty() || item.albums().stream().anyMatch(albums::contains))
                    && (years.isEmpty() || years.contains(item.year()))
                    && kind.filter(wanted -> wanted != MediaType.kindOf(item.name()))
                            .isEmpty();
        }

        /** Hides the names of albums. */
        @Override
        public String toString() {
            return "Selection[***]";
        }
    }
}
