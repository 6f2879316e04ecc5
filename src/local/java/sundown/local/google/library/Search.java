package sundown.local.google.library;

import com.google.photos.library.v1.proto.DateFilter;
import com.google.photos.library.v1.proto.Filters;
import com.google.photos.library.v1.proto.MediaTypeFilter.MediaType;
import com.google.type.Date;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Predicate;

/** Finds the items that the filters of a search let through. */
record Search(Filters filters) implements Predicate<MediaItem> {

    /** True where the filters let every item through. */
    boolean findsEverything() {
        return kind() == MediaType.ALL_MEDIA && hasAnyDate();
    }

    @Override
    public boolean test(MediaItem item) {
        return isOfKind(item) && isInDays(LocalDate.ofInstant(item.created(), ZoneOffset.UTC));
    }

    private boolean isOfKind(MediaItem item) {
        return switch (kind()) {
            case ALL_MEDIA, UNRECOGNIZED -> true;
            case PHOTO -> !item.type().video();
            case VIDEO -> item.type().video();
        };
    }

    private MediaType kind() {
        return filters.getMediaTypeFilter().getMediaTypesList().stream()
                .findFirst()
                .orElse(MediaType.ALL_MEDIA);
    }

    private boolean hasAnyDate() {
        DateFilter days = filters.getDateFilter();
        return days.getDatesCount() == 0 && days.getRangesCount() == 0;
    }

    private boolean isInDays(LocalDate date) {
        DateFilter days = filters.getDateFilter();
        return hasAnyDate()
                || days.getDatesList().stream().anyMatch(day -> compare(day, date) == 0)
                || days.getRangesList().stream()
                        .anyMatch(range ->
                                compare(range.getStartDate(), date) <= 0 && compare(range.getEndDate(), date) >= 0);
    }

    /** Less than zero if the day is before the date. A year, month, or day of 0 stands for any. */
    private static int compare(Date day, LocalDate date) {
        int byYear = day.getYear() == 0 ? 0 : Integer.compare(day.getYear(), date.getYear());
        int byMonth = day.getMonth() == 0 ? 0 : Integer.compare(day.getMonth(), date.getMonthValue());
        int byDay = day.getDay() == 0 ? 0 : Integer.compare(day.getDay(), date.getDayOfMonth());
        return byYear != 0 ? byYear : byMonth != 0 ? byMonth : byDay;
    }
}
