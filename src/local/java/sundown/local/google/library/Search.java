package sundown.local.google.library;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a search looks for. An empty list finds everything.
 *
 * @param albumId empty for the whole library; excludes the filters
 * @param days ranges of days, of which an item's must be in one
 */
record Search(String albumId, Kind kind, List<Days> days) {

    /** The kinds of media to search for. */
    enum Kind {
        ALL,
        PHOTO,
        VIDEO
    }

    /** A range of days. A year, month or day of 0 stands for any, as in {@code google.type.Date}. */
    record Days(Day first, Day last) {
        boolean contain(LocalDate date) {
            return first.compare(date) <= 0 && last.compare(date) >= 0;
        }
    }

    /** A day that may be only a month, a year, or a day of every year. */
    record Day(int year, int month, int day) {

        /** Less than zero if this day is before the date, as far as it says. */
        int compare(LocalDate date) {
            int byYear = year == 0 ? 0 : Integer.compare(year, date.getYear());
            int byMonth = month == 0 ? 0 : Integer.compare(month, date.getMonthValue());
            int byDay = day == 0 ? 0 : Integer.compare(day, date.getDayOfMonth());
            return byYear != 0 ? byYear : byMonth != 0 ? byMonth : byDay;
        }
    }

    static Search everything() {
        return new Search("", Kind.ALL, List.of());
    }

    boolean filters() {
        return kind != Kind.ALL || !days.isEmpty();
    }

    Predicate<MediaItem> predicate() {
        return item -> isOfKind(item) && isInDays(item);
    }

    private boolean isOfKind(MediaItem item) {
        return switch (kind) {
            case ALL -> true;
            case PHOTO -> !item.type().video();
            case VIDEO -> item.type().video();
        };
    }

    private boolean isInDays(MediaItem item) {
        LocalDate date = LocalDate.ofInstant(item.created(), ZoneOffset.UTC);
        return days.isEmpty() || days.stream().anyMatch(range -> range.contain(date));
    }
}
