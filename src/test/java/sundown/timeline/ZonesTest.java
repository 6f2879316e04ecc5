package sundown.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.Region;

class ZonesTest {
    @Test
    void knowTheZonesOfEachRegionWithPeople() {
        Set<String> missing = Stream.of(Locale.getISOCountries()).collect(Collectors.toSet());
        Zones.regions().map(Region::code).forEach(missing::remove);
        assertThat(missing).containsExactlyInAnyOrder("BV", "HM");
        assertThat(Zones.regions()).allMatch(Region::assigned);
    }

    /** The JDK knows each zone of the table. */
    @ParameterizedTest
    @CsvSource({
        "BR, America/Noronha, America/Rio_Branco, 16",
        "MX, America/Cancun, America/Tijuana, 12",
        "ID, Asia/Jayapura, Asia/Jakarta, 4",
        "RU, Asia/Kamchatka, Europe/Kaliningrad, 26",
        "US, America/New_York, Pacific/Honolulu, 29",
        "KI, Pacific/Kiritimati, Pacific/Tarawa, 3",
        "IN, Asia/Kolkata, Asia/Kolkata, 1"
    })
    void haveEachZoneOfARegion(String region, ZoneId early, ZoneId late, int count) {
        assertThat(Zones.of(Stream.of(new Region(region))))
                .contains(early, late)
                .hasSize(count);
    }

    /** A day begins at its first moment in the earliest zone, and ends after its last in the latest one. */
    @ParameterizedTest
    @CsvSource({
        "the date line in Kiribati and the Line Islands,    KI,       2023-05-31, 2023-05-30T10:00:00Z, 2023-05-31T12:00:00Z",
        "the last inhabited zones,                          'AS NU',  2023-05-31, 2023-05-31T11:00:00Z, 2023-06-01T11:00:00Z",
        "from one side of the date line to the other,       'KI NU',  2023-05-31, 2023-05-30T10:00:00Z, 2023-06-01T11:00:00Z",
        "four zones in Brazil,                              BR,       2023-06-30, 2023-06-30T02:00:00Z, 2023-07-01T05:00:00Z",
        "Mexico without and with summer time at its border, MX,       2023-06-30, 2023-06-30T05:00:00Z, 2023-07-01T07:00:00Z",
        "three zones in Indonesia,                          ID,       2023-05-31, 2023-05-30T15:00:00Z, 2023-05-31T17:00:00Z",
        "eleven zones in Russia,                            RU,       2023-07-31, 2023-07-30T12:00:00Z, 2023-07-31T22:00:00Z",
        "from New York to the Aleutian Islands,             US,       2023-07-31, 2023-07-31T04:00:00Z, 2023-08-01T10:00:00Z",
        "half an hour off,                                  IN,       2023-05-31, 2023-05-30T18:30:00Z, 2023-05-31T18:30:00Z",
        "a day of 25 hours,                                 DE,       2023-10-29, 2023-10-28T22:00:00Z, 2023-10-29T23:00:00Z",
        "a day of 23 hours,                                 DE,       2023-03-26, 2023-03-25T23:00:00Z, 2023-03-26T22:00:00Z",
        "a day that Samoa left out,                         WS,       2011-12-30, 2011-12-30T10:00:00Z, 2011-12-30T10:00:00Z",
        "a day without a midnight,                          LB,       2023-03-26, 2023-03-25T22:00:00Z, 2023-03-26T21:00:00Z",
        "a day before one without a midnight,               EG,       2023-04-27, 2023-04-26T22:00:00Z, 2023-04-27T22:00:00Z",
        "a day that ends twice,                             PY,       2023-03-25, 2023-03-25T03:00:00Z, 2023-03-26T04:00:00Z",
        "the day after it begins once,                      PY,       2023-03-26, 2023-03-26T04:00:00Z, 2023-03-27T04:00:00Z",
        "a second midnight that is on the day itself,       CU,       2023-11-04, 2023-11-04T04:00:00Z, 2023-11-05T04:00:00Z"
    })
    void beginAndEndADay(String what, String regions, LocalDate day, Instant start, Instant end) {
        Set<ZoneId> zones = Zones.of(Stream.of(regions.split(" ", -1)).map(Region::new));
        assertThat(Zones.start(day, zones)).as(what).isEqualTo(start);
        assertThat(Zones.end(day, zones)).as(what).isEqualTo(end);
    }

    /** Newfoundland set its clocks back a minute after midnight. */
    @Test
    void endADayAtItsSecondMidnight() {
        Set<ZoneId> newfoundland = Set.of(ZoneId.of("America/St_Johns"));
        assertThat(Zones.end(LocalDate.parse("1987-10-24"), newfoundland))
                .isEqualTo(Instant.parse("1987-10-25T03:30:00Z"));
        assertThat(Zones.start(LocalDate.parse("1987-10-25"), newfoundland))
                .isEqualTo(Instant.parse("1987-10-25T02:30:00Z"));
    }

    /** Each millisecond around the bounds is of the day in some zone, or of it in none. */
    @ParameterizedTest
    @CsvSource({
        "2022-11-30",
        "2023-03-26",
        "2023-04-28",
        "2023-05-31",
        "2023-10-29",
        "2023-11-05",
        "1987-10-24",
        "1987-10-25"
    })
    void holdEachMillisecondOfTheDayInEveryZoneOfTheWorld(LocalDate day) {
        Set<ZoneId> world = Zones.of(Zones.regions());
        Instant start = Zones.start(day, world);
        Instant end = Zones.end(day, world);
        assertThat(world).noneMatch(zone -> isOn(day, start.minusMillis(1), zone));
        assertThat(world).anyMatch(zone -> isOn(day, start, zone));
        assertThat(world).anyMatch(zone -> isOn(day, end.minusMillis(1), zone));
        assertThat(world).noneMatch(zone -> isOn(day, end, zone));
        assertThat(world).allSatisfy(zone -> {
            Instant own = Zones.end(day, Set.of(zone));
            assertThat(isOn(day, own.minusMillis(1), zone)).isTrue();
            assertThat(Stream.iterate(own, at -> at.plusSeconds(60)).limit(120)).noneMatch(at -> isOn(day, at, zone));
            assertThat(Stream.iterate(Zones.start(day, Set.of(zone)).minusMillis(1), at -> at.minusSeconds(60))
                            .limit(120))
                    .noneMatch(at -> isOn(day, at, zone));
        });
    }

    private static boolean isOn(LocalDate day, Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDate().equals(day);
    }
}
