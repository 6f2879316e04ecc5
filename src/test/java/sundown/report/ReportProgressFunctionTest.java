package sundown.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sundown.failure.RetryableFailure;
import sundown.job.ChunkMessage;
import sundown.job.JobRules;
import sundown.report.ReportFiles.ReportFile;
import sundown.report.ReportFiles.ReportId;
import sundown.runtime.ObservedPort;
import sundown.timeline.Timeline;

class ReportProgressFunctionTest {
    private final Functions functions = new Functions();

    @Test
    void sendsEachChunkOfEachGroupOnceADay() {
        JsonNode begun = functions.callOfTheSchedule();
        functions.clock.advance(JobRules.SILENCE_MAX.minusNanos(1));
        JsonNode again = functions.callOfTheSchedule();

        assertThat(functions.queue.size()).isEqualTo(3 * 4);
        assertThat(begun.path("report").asText()).isEqualTo("2022-12-11");
        assertThat(begun.path("state").asText()).isEqualTo("under-way");
        assertThat(begun.path("shardsLeft").asInt()).isEqualTo(3 * 4);
        assertThat(again).isEqualTo(begun);
    }

    @Test
    void reportsNothingBeforeATimelineIsPublished() {
        functions.timelines.put(Timeline.NOT_ANNOUNCED);

        assertThat(functions.callOfTheSchedule().isNull()).isTrue();
        assertThat(functions.callBy("Ada").path("type").asText()).endsWith(":not-announced");

        assertThat(functions.countings.find()).isEmpty();
        assertThat(functions.queue.size()).isZero();
    }

    @Test
    void carriesTheSchedulesIdIntoTheMessages() {
        functions.callOfTheSchedule();
        assertThat(functions.queue.bodies())
                .allSatisfy(body ->
                        assertThat(ChunkMessage.read(body).correlation().id()).isEqualTo("hour-1"));
    }

    @Test
    void doesNothingMoreWhenTheDayHasItsReport() {
        functions.report();
        JsonNode answer = functions.callOfTheSchedule();
        assertThat(answer.path("state").asText()).isEqualTo("written");
        assertThat(answer.path("figures").asText()).isEqualTo("progress/2022-12-11/report.json");
        assertThat(functions.queue.size()).isZero();
    }

    @Test
    void writesAnotherOneForAnOperator() {
        functions.report();
        JsonNode answer = functions.callBy("Ada");
        functions.work();
        assertThat(answer.path("report").asText()).isEqualTo("2022-12-11-2");
        assertThat(functions.files.all())
                .contains(
                        ReportFile.figures(new ReportId("2022-12-11")),
                        ReportFile.figures(new ReportId("2022-12-11-2")));
        assertThat(functions.latest().path("history")).hasSize(1);
    }

    @Test
    void sendsForTheReportThatNobodyWrote() {
        functions.observe(ObservedPort.before("ReportFiles.write", () -> {
            throw new RetryableFailure("busy");
        }));
        functions.callOfTheSchedule();
        functions.work();
        while (functions.queue.size() > 0) {
            functions.clock.advance(Functions.VISIBILITY);
            functions.work();
        }
        assertThat(functions.queue.deadLetters()).isNotEmpty();
        functions.observe(ObservedPort.Observer.NONE);

        assertThat(functions.callOfTheSchedule().path("state").asText()).isEqualTo("under-way");

        assertThat(functions.queue.size()).isEqualTo(1);
        functions.work();
        assertThat(functions.countings.find().orElseThrow().composed()).isTrue();
    }

    @Test
    void asksAnOperatorForTheirName() {
        assertThat(functions.call(Map.of()).path("type").asText()).endsWith(":invalid-request");
        assertThat(functions.call(Map.of("by", " ")).path("type").asText()).endsWith(":invalid-request");
        assertThat(functions.call(Map.of("source", "me")).path("type").asText()).endsWith(":invalid-request");
        assertThat(functions.countings.find()).isEmpty();
    }
}
