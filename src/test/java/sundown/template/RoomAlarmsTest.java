package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.local.template.Resource;
import sundown.local.template.Value;

/** An alarm of each room pages the people on duty, by the alarms of its rule. */
final class RoomAlarmsTest {
    private static final Pattern RULE =
            Pattern.compile("ALARM\\(\"\\$\\{(\\w+)}\"\\)( OR ALARM\\(\"\\$\\{\\w+}\"\\))*");

    private static final Pattern NAMED = Pattern.compile("\\$\\{(\\w+)}");
    private static final Pattern SEVERITY = Pattern.compile("Severity [123]\\. .+");
    private static final Value PEOPLE_ON_CALL = new Value.Sequence(List.of(new Value.Ref("AlarmTopicArn")));

    private final List<Resource> rooms = Deployed.template().resources("AWS::CloudWatch::CompositeAlarm");
    private final List<Resource> alarms = Deployed.template().resources("AWS::CloudWatch::Alarm");

    @Test
    void tellPeopleWhenTheyRingAndWhenTheyEnd() {
        assertThat(rooms).hasSizeBetween(6, 8).allSatisfy(room -> {
            assertThat(room.require("AlarmActions")).isEqualTo(PEOPLE_ON_CALL);
            assertThat(room.require("OKActions")).isEqualTo(PEOPLE_ON_CALL);
            assertThat(description(room)).matches(SEVERITY);
        });
    }

    /** An alarm in no rule is heard by nobody; one in two rules pages twice. */
    @Test
    void haveEachAlarmInOneRule() {
        assertThat(rooms).allSatisfy(room -> assertThat(rule(room)).matches(RULE));
        assertThat(rooms.stream().flatMap(RoomAlarmsTest::named))
                .containsExactlyInAnyOrderElementsOf(
                        alarms.stream().map(Resource::logicalId).toList());
    }

    @Test
    void leadToTheSectionOfTheRunbookThatHasTheirAlarms() {
        assertThat(rooms)
                .allSatisfy(room -> assertThat(named(room).map(Deployed.template()::resource))
                        .isNotEmpty()
                        .extracting(RoomAlarmsTest::section)
                        .containsOnly(section(room)));
    }

    @Test
    void pageAlone() {
        assertThat(alarms)
                .filteredOn(alarm -> Stream.of("AlarmActions", "OKActions", "InsufficientDataActions")
                        .map(alarm::find)
                        .anyMatch(Optional::isPresent))
                .extracting(Resource::logicalId)
                .containsExactlyInAnyOrderElementsOf(AlarmsTest.PAGING_THEMSELVES);
    }

    private static Stream<String> named(Resource room) {
        return NAMED.matcher(rule(room)).results().map(found -> found.group(1));
    }

    private static String rule(Resource room) {
        return ((Value.Sub) room.require("AlarmRule")).text().strip();
    }

    private static String description(Resource alarm) {
        return ((Value.Sub) alarm.require("AlarmDescription")).text();
    }

    private static String section(Resource alarm) {
        Matcher link = Pattern.compile(".* \\$\\{RunbookUri}(\\S+)").matcher(description(alarm));
        assertThat(link.matches()).as(alarm.logicalId()).isTrue();
        return link.group(1);
    }
}
