using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>Whole runs by compiled loops and by the tree walker give the same, on facts made at random with many of them missing.</summary>
public sealed class EngineAgreementTests
{
    public const string Body = """
        parameters:
          look_back: { source: made up, values: { 2000-01-01: 'duration("P365D")' } }
          amount: { unit: EUR, source: made up, values: { 2000-01-01: 100.005, 2020-05-01: 250.5, 2020-10-01: 0.333 } }
          share: { unit: "%", source: made up, values: { 2000-01-01: 0.5, 2020-07-01: 0.75 } }
          rate: { unit: EUR/day, source: made up, values: { 2000-01-01: 12.345 } }
        tables:
          weight:
            inputs: { age: number, mode: text }
            hit: first
            rows:
              - ["< 18", "-", 0.5]
              - ["[18..65)", '"home", "transfer"', 1]
              - ["[18..65)", "-", 1.2]
              - [">= 65", 'not("home")', 1.7]
              - ["-", "-", 2]
          tariff:
            inputs: { group: text }
            rows:
              - ["Axz", 7.25]
              - ['"Ab", "C"', 1.5]
            default: 0.3
        functions:
          is_frequent:
            parameters: { name: text, among: list of stay }
            expression: count(among[item.group != null and item.group = name]) >= 2 or count(among[item.group != null and item.group = name and get or else(item.cost, 0) > 300]) >= 1
          long_stays:
            parameters: { who: patient, least: number of day }
            expression: count(who.stays[item.nights > least])
          stays_between:
            parameters: { who: patient, from: date, to: date }
            expression: who.stays[item.entry_date >= from and item.entry_date <= to]
          cost_between:
            parameters: { who: patient, from: date, to: date }
            expression: get or else(sum(stays_between(who, from, to).cost), amount)
          nights_of:
            parameters: { some_stays: list of stay, least: number of day }
            expression: sum(some_stays[item.nights >= least].nights) / count(some_stays)
          in_region:
            parameters: { where: hospital, region: hospital.region }
            expression: where.region = null or where.region = region
          dearer:
            parameters: { one: number of EUR, factor: number }
            expression: one * factor > share * amount
          costliest:
            parameters: { who: patient }
            expression: sort(who.stays[item.cost != null], cheaper)[-1]
          cheaper:
            parameters: { first: stay, second: stay }
            expression: get or else(first.cost, 0) < get or else(second.cost, 0)
        scripts:
          degressive:
            parameters: { amounts: list of number of EUR, ceiling: number of EUR }
            result: { type: number of EUR, round: half up to 0.01 }
            script: |
              // Each amount counts whole while the sum is below the ceiling, then half as much as the one before.
              let sum = Decimal(0), part = Decimal(1);
              for (const amount of amounts) {
                sum = sum.plus(amount.times(part));
                if (sum.greaterThan(ceiling)) { part = part.dividedBy(2); }
              }
              const more = () => more();
              if (amounts.length > 1) { more(); }
              return sum;
        values:
          age: years and months duration(index.patient.birth_date, index.entry_date).years
          earlier: index.patient.stays[item.entry_date < index.entry_date and item.entry_date >= index.entry_date - look_back]
          before_count: count(earlier)
          before_cost: sum(earlier.cost)
          longest: max(earlier.nights)
          degressive_cost: degressive(earlier.cost, amount)
          mean_nights: mean(index.patient.stays.nights)
          first_before: earlier[1].entry_date
          last_before: earlier[-1].cost
          own_cost: index.cost
          is_big: index.cost > 1000
          region: index.hospital.region
          beds: index.hospital.beds
          from_home: index.mode != null and index.mode = "home"
          coded: get or else(index.mode, "home") in ("home", "emergency")
          starts_a: starts with(index.group, "A")
          doubled: sum(for s in earlier return s.cost * 2)
          risk_text: if index.patient.risk = null then "none" else string(index.patient.risk)
          long: index.exit_date - index.entry_date
          is_long: long > duration("P5D")
          fraction: if get or else(index.cost, 0) > 0 then before_cost / index.cost else null
          weighted: weight(age, index.mode)
          deviation: index.cost - median_cost
          any_costly: some s in earlier satisfies s.cost > 500
          every_short: every s in index.patient.stays satisfies s.nights < 20
          siblings: count(index.patient.stays[get or else(item.cost, 0) > 100 and item.stay_id != index.stay_id].hospital)
          pair: '{ a: age, b: [index.nights, 2] }'
          from_pair: sum(pair.b)
          recent: stays_between(index.patient, index.entry_date - look_back, index.entry_date)
          recent_count: count(recent)
          recent_cost: cost_between(index.patient, index.entry_date - look_back, index.entry_date)
          until_exit: count(stays_between(index.patient, index.entry_date, index.exit_date))
          named_call: 'count(stays_between(to: index.entry_date, from: index.patient.birth_date, who: index.patient))'
          nights_recent: nights_of(recent, 3)
          nights_all: nights_of(index.patient.stays, index.nights)
          nights_nested: nights_of(stays_between(index.patient, index.entry_date - look_back, index.entry_date)[item.nights > 1], 2)
          near: in_region(index.hospital, index.hospital.region)
          dear: dearer(index.cost, fraction)
          dear_stays: count(index.patient.stays[dearer(get or else(cost, 0), 1)])
          costliest_stay: costliest(index.patient).stay_id
          larger: beds > usual_beds
          later_stays: count(index.patient.stays[item.entry_date > index.entry_date])
          between_days: sum(index.patient.stays[index.entry_date < item.entry_date and item.entry_date < index.entry_date + look_back and item.nights > 2].cost)
          some_after: some s in index.patient.stays satisfies s.cost > 500 and s.entry_date > index.exit_date
          visits_before: count(index.patient.visits[item.day != null and item.day <= index.entry_date])
          visits_after: sum(index.patient.visits[item.day != null and item.day >= index.entry_date].fee)
          visited: some visit in index.patient.visits satisfies visit.day > index.entry_date and visit.fee > 30
          fees: sum(index.patient.visits.fee)
          last_fee: index.patient.visits[item.day != null and item.day < index.entry_date][-1].fee
          groups: count(distinct values(index.patient.stays.group))
          frequent: 'count(for name in distinct values(index.patient.stays.group)[item != null and is_frequent(item, stays_between(index.patient, index.entry_date - look_back, index.entry_date))] return name)'
          frequent_modes: 'distinct values(stays_between(index.patient, index.entry_date - look_back, index.exit_date).mode)[item != null and starts with(item, "h")]'
          by_group: tariff(index.group) * share
          by_groups: sum(for s in index.patient.stays return tariff(s.group))
          dear_groups: count(index.patient.stays[get or else(tariff(item.group), 0) > 1 and item.nights > 3])
          counted: '[count(earlier) = 1, count(earlier) != 1, count(earlier) < 1.5, count(earlier) <= 1, count(earlier) >= 2, 2 > count(earlier), 0 >= count(earlier)]'
          counted_more: count(earlier) > index.patient.risk * 1.5 - 1
          counted_long: long_stays(index.patient, index.nights) >= 2
          last_cheap: index.patient.stays[get or else(item.cost, 0) < 500 and item.entry_date <= index.entry_date][-1].cost
          first_cheap: index.patient.stays[get or else(item.cost, 0) < 500][1].group
          homes: count(index.patient.stays[item.mode != null and item.mode = "home" and item.entry_date <= index.entry_date])
          last_alike: index.patient.stays[item.group != null and index.group != null and item.group = index.group and item.entry_date < index.entry_date][-1].nights
          first_alike: index.patient.stays[index.mode != null and item.mode != null and index.mode = item.mode and item.nights > 2][1].entry_date
          itself: index.patient.stays[item.stay_id = index.stay_id][1].nights
          of_no_group: count(index.patient.stays[item.group != null and item.group = "of none"])
          alike_at_home: count(index.patient.stays[item.group != null and index.group != null and item.group = index.group and item.mode != null and item.mode = "home"])
          last_alike_at_home: index.patient.stays[index.group != null and item.group != null and item.mode != null and item.mode = "home" and item.group = index.group and item.entry_date <= index.entry_date][-1].cost
          first_alike_in_all: index.patient.stays[index.group != null and index.mode != null and item.group != null and item.mode != null and item.group = index.group and item.mode = index.mode and item.stay_id = index.stay_id][1].nights
          some_recent: some s in stays_between(index.patient, index.entry_date - look_back, index.entry_date) satisfies s.nights > 10
        eligibility:
          - { id: E1, when: age >= 18 }
          - { id: E2, when: index.patient.insured }
          - { id: E4, when: degressive_cost >= 0 }
          - { id: E3, when: index.patient.risk < 3.5, when missing: true }
        exclusions:
          - { id: X1, when: any_costly }
          - { id: X2, when: is_big and before_count > 0 }
          - { id: X4, when: 'get or else(own_cost > 1.9 * usual_cost, false)' }
          - { id: X5, when: 'get or else(larger and index.nights > 25, false)' }
          - { id: X3, when: 'ends with(index.group, "z")', when missing: false }
        indicators:
          - { id: readmitted, type: proportion, numerator: before_count > 0 }
          - { id: long_share, type: proportion, numerator: is_long, denominator: index.nights > 2, when missing: leave out }
          - { id: cost_per_night, type: ratio, numerator: index.cost, denominator: index.nights, when missing: leave out }
          - { id: mean_cost, type: mean, of: index.cost, minimum: 2 }
          - { id: median_nights, type: median, of: index.nights }
          - { id: cases, type: count }
          - { id: beds_more, type: value, value: participant.beds - usual_beds / share }
          - { id: costly, type: count, of: is_big, when missing: false }
          - { id: total, type: sum, of: index.cost }
          - { id: spread, type: value, value: max(units.nightly) - min(units.nightly) }
        cohort:
          - { id: median_cost, of: own_cost, statistic: median, by: 'get or else(region, "none")' }
          - { id: usual_cost, of: own_cost, statistic: median, over: all units, by: [index.hospital, coded] }
          - { id: target, of: readmitted, statistic: percentile 20 }
          - { id: place, of: mean_cost, statistic: rank, by: participant.region }
          - { id: part, of: cases, statistic: ntile 3 }
          - { id: all_cost, of: nightly, statistic: sum }
          - { id: usual_beds, of: item.beds * share, over: hospital, when: 'starts with(item.region, "n") or item.beds > 250', statistic: percentile 30 }
          - { id: all_beds, of: 'if item.region = null then 1 else weight(item.beds, item.region)', over: hospital, statistic: mean }
        payment:
          unit:
            - { id: nightly, amount: rate * index.nights * weighted, round: half up to 0.01 }
            - { id: supplement, amount: nightly * share + amount, round: half even to 0.01 }
          participant:
            - { id: bonus, amount: "max(amount, sum(units[get or else(nightly, 0) > 20].supplement)) * share", round: down to 0.1 }
            - { id: relative, amount: "if get or else(readmitted, 1) <= get or else(target, 0) then sum(units.nightly) else sum(units.supplement)", round: half up to 0.01 }
        """;

    public static string Open { get; } = Body[..Body.IndexOf("eligibility:", StringComparison.Ordinal)]
        + "eligibility:\n  - { id: E1, when: index.nights >= 0 }\n" + Body[Body.IndexOf("indicators:", StringComparison.Ordinal)..];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Run_RandomFacts_BothEnginesAndAnyThreadsFindTheSame(int seed)
    {
        var rules = SampleRun.Check(Body);
        var snapshot = SampleRun.Facts(rules.Model, SampleFacts.Random(seed, 60));

        var walked = SampleRun.Describe(SampleRun.Execute(rules, snapshot, RunEngine.Interpreter));

        Assert.Equal(walked, SampleRun.Describe(SampleRun.Execute(rules, snapshot)));
        Assert.Equal(walked, SampleRun.Describe(SampleRun.Execute(rules, snapshot, threads: 7)));
        Assert.Contains("Undetermined", walked, StringComparison.Ordinal);
        Assert.Contains("Included", walked, StringComparison.Ordinal);
        Assert.Contains("Excluded", walked, StringComparison.Ordinal);
    }

    // Values that no rule reads are found for paid units only: here those are all.
    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Run_EveryUnitIncluded_BothEnginesFindTheSame(int seed)
    {
        var rules = SampleRun.Check(Open);
        var snapshot = SampleRun.Facts(rules.Model, SampleFacts.Random(seed, 60));

        var walked = SampleRun.Execute(rules, snapshot, RunEngine.Interpreter);

        Assert.Equal(SampleRun.Describe(walked), SampleRun.Describe(SampleRun.Execute(rules, snapshot)));
        Assert.True(walked.Units.Included.Count > 30);
        Assert.DoesNotContain(DecisionStatus.NotEligible, walked.Units.Statuses);
    }
}
