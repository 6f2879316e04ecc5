package sundown.bench;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What the end of one group took.
 *
 * @param objects photos that were put
 * @param versions versions and delete markers that the manifest names: each is deleted by its id
 */
record GroupFigures(int objects, long accounts, long versions, Map<Stage, StageFigures> stages) {
    GroupFigures {
        stages = new EnumMap<>(stages);
    }

    StageFigures of(Stage stage) {
        return stages.get(stage);
    }

    double objectsPerSecond(Stage stage) {
        return objects / of(stage).seconds();
    }

    /** Of all stages together. */
    double sum(ToDoubleFunction<StageFigures> figure) {
        return stages.values().stream().mapToDouble(figure).sum();
    }

    double deleteCallsPerThousandVersions() {
        return 1000.0 * of(Stage.PURGE).s3Requests("DeleteObjects") / versions;
    }

    long singleWrites() {
        return of(Stage.PURGE).singleWrites();
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("objects", objects);
        json.put("accounts", accounts);
        json.put("versions", versions);
        json.put("deleteObjectsPerThousandVersions", deleteCallsPerThousandVersions());
        stages.forEach((stage, figures) -> json.put(stage.label(), figures.json(objects)));
        return json;
    }
}
