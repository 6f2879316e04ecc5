package sundown.simulation;

import java.time.LocalDate;

/** The seeds of one simulation; both ends are included. */
record SeedRange(long first, long last) {
    /** Chooses a range that no other day has with the same count. */
    private static final String TODAY = "today";

    /**
     * Reads what {@code FIRST} says.
     *
     * @param first a seed, or {@code today}: the date then chooses the range
     */
    static SeedRange read(String first, int count, LocalDate today) {
        return from(first.equals(TODAY) ? today.toEpochDay() * count + 1 : Long.parseLong(first), count);
    }

    static SeedRange from(long first, int count) {
        return new SeedRange(first, first + count - 1);
    }

    @Override
    public String toString() {
        return "%d to %d".formatted(first, last);
    }
}
