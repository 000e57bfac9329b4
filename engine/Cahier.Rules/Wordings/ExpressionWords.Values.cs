using System.Collections.Immutable;
using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Rules.Wordings;

internal sealed partial class ExpressionWords
{
    /// <summary>What the node gives, as a noun.</summary>
    private Phrase Value(Node node) => expression.ConstantOf(node) is { } constant ? Constant(constant) : node switch
    {
        NameNode name => Name(name),
        InputNode => Phrase.Plain(words.Tested),
        PathNode path => Path(path),
        NegationNode { Operand: LiteralNode { Value: NumberValue number } } => Phrase.Plain(values.Number(-number.Value)),
        NegationNode negation => words.Say(words.Negative, Hold.Of, Value(negation.Operand).Within(Hold.Of)),
        ArithmeticNode arithmetic => Arithmetic(arithmetic),
        ConditionalNode conditional => words.Say(words.If, Hold.Case, Statement(conditional.Condition).Within(Hold.Statement), Value(conditional.Then).Within(Hold.Of), Value(conditional.Else).Within(Hold.Case)),
        FilterNode filter => Filter(filter),
        ForNode iteration => For(iteration),
        ListNode { Items.IsEmpty: true } => Phrase.Plain(words.EmptyList),
        ListNode list => words.Listed([.. list.Items.Select(i => Value(i).Within(Hold.Sum))], words.LastItem),
        ContextNode context => words.Listed([.. context.Entries.Select(e => words.Say(words.Entry, Hold.Sum, Phrase.Of(new CodePiece(e.Key)), Value(e.Value)))], words.LastItem),
        RangeNode or ComparisonTestNode => Test(node),
        UnaryTestsNode tests => Tests(tests),
        FunctionNode function => words.Say(words.Function, Hold.Of, words.Listed([.. function.Parameters.Select(p => Phrase.Of(new CodePiece(p.Name)))], words.LastItem), Value(function.Body)),
        InvocationNode call when Called(call) is { } called && IsNoun(call, called) => Builtin(call, called),
        InvocationNode call when Called(call) is null => Applied(call, words.For),
        _ => words.Say(words.WhetherOr, Hold.Case, Statement(node)),
    };

    private bool IsNoun(InvocationNode call, string function) => TypeOf(call) is not BooleanType || function is "get or else" or "all" or "any";

    private Phrase Name(NameNode node) => expression.SymbolOf(node) switch
    {
        LocalSymbol local => Local(local),
        ItemFieldSymbol { Item: { Fact.Type: RowType row } item } field => FieldOf(row, field.Field, IsSubject(item) ? null : Local(item)),
        ItemFieldSymbol field => Phrase.Of(new CodePiece(field.Name)),
        RuleSymbol { Kind: RuleSymbolKind.Unit or RuleSymbolKind.Row, Fact.Type: RowType row } => Outer(row),
        RuleSymbol { Kind: RuleSymbolKind.Period } => Phrase.Plain(words.Period),
        RuleSymbol { Kind: RuleSymbolKind.Participant } => Phrase.Plain(words.Participant),
        RuleSymbol { Kind: RuleSymbolKind.Units } => Phrase.Plain(words.Units),
        GlobalSymbol global => naming.Name(global.Name),
        _ => Phrase.Of(new CodePiece(node.Name)),
    };

    private Phrase Local(LocalSymbol local) => local.Fact.Type switch
    {
        RowType row when IsSubject(local) => Phrase.Plain(naming.Noun(row.Entity).This),
        RowType row when expression.Parameters.Contains(local) && expression.Parameters.Count(p => p.Fact.Type == row) == 1 => Outer(row),
        RowType row when !expression.Parameters.Contains(local) && local.Name == "item" => words.Say(words.InQuestion, Hold.Whole, Phrase.Plain(naming.Noun(row.Entity).The)),
        RowType row => new PhraseBuilder(words.IsFrench).Add(naming.Noun(row.Entity).The + " ").Add(new CodePiece(local.Name)).Done(Hold.Whole),
        _ when local.Name == "item" => Phrase.Plain(words.Item),
        _ => Phrase.Of(new CodePiece(local.Name)),
    };

    // The row that a rule or function is about, told apart from those of the same kind that are gone through.
    private Phrase Outer(RowType row)
    {
        var the = Phrase.Plain(naming.Noun(row.Entity).The);
        return subjects.Any(s => s.Fact.Type == row) ? words.Say(words.InQuestion, Hold.Whole, the) : the;
    }

    private Phrase Path(PathNode path) => (path.Target, TypeOf(path.Target)) switch
    {
        (NameNode name, _) when expression.SymbolOf(name) is RuleSymbol { Kind: RuleSymbolKind.Period } => Phrase.Plain(path.Name == "start" ? words.PeriodStart : words.PeriodEnd),
        (_, RowType row) when row.TryFind(path.Name, out var field) => FieldOf(row, field, IsSubjectItself(path.Target) ? null : Value(path.Target).Within(Hold.Of)),
        (_, ListType { Element: RowType row }) when row.TryFind(path.Name, out var field) => words.Say(words.Over, Hold.Of, field.Kind == RowFieldKind.Children ? Phrase.Plain(naming.Noun(field.Entity!).All) : naming.Field(row, field), Value(path.Target).Within(Hold.Of)),
        (InvocationNode call, MonthsDurationType) when Called(call) == "years and months duration" && path.Name == "years" => words.Say(words.YearsBetween, Hold.Of, [.. Arguments(call)]),
        (ArithmeticNode { Operator: ArithmeticOperator.Subtract } difference, DaysDurationType) when path.Name == "days" && TypeOf(difference.Left) is DateType && TypeOf(difference.Right) is DateType => words.Say(words.DaysBetween, Hold.Of, Value(difference.Right).Within(Hold.Of), Value(difference.Left).Within(Hold.Of)),
        (_, ListType { Element: ContextType }) => words.Say(words.Over, Hold.Of, naming.Result(path.Name), Value(path.Target).Within(Hold.Of)),
        (_, ContextType or AnyType) => Result(path.Name, Value(path.Target).Within(Hold.Of)),
        _ => words.Say(words.Of, Hold.Of, Property(path.Name), Value(path.Target).Within(Hold.Of)),
    };

    private Phrase Result(string name, Phrase context) => words.Say(words.Of, context.Hold, naming.Result(name), context);

    private bool IsSubjectItself(Node node) => node is NameNode name && IsSubject(expression.SymbolOf(name));

    // A child has one parent only, which needs no saying whose it is.
    private Phrase FieldOf(RowType row, RowField field, Phrase? owner)
    {
        var said = field switch
        {
            { Kind: RowFieldKind.Children } => Phrase.Plain(naming.Noun(field.Entity!).All),
            { Kind: RowFieldKind.Parent } => Phrase.Plain(naming.Noun(field.Entity!).The),
            { Kind: RowFieldKind.Reference } when field.Name == field.Entity || (naming.Unit?.As == field.Name && row.Entity == "unit") => Phrase.Plain(naming.Noun(field.Entity!).The),
            _ => naming.Field(row, field),
        };
        return owner is null || field.Kind == RowFieldKind.Parent ? said : words.Say(words.Of, owner.Hold, said, owner);
    }

    private Phrase Property(string name) => BuiltinWords.Property(name, words.IsFrench) is { } said ? Phrase.Plain(said) : Unsaid(name);

    private Phrase Unsaid(string name)
    {
        unsaid.Add(name);
        return Phrase.Of(new CodePiece(name));
    }

    private Phrase Arithmetic(ArithmeticNode node)
    {
        if (node.Operator == ArithmeticOperator.Power)
        {
            return words.Say(words.Power, Hold.Product, Value(node.Left).Within(Hold.Whole), Value(node.Right).Within(Hold.Whole));
        }

        var hold = node.Operator is ArithmeticOperator.Add or ArithmeticOperator.Subtract ? Hold.Sum : Hold.Product;
        var sign = node.Operator switch { ArithmeticOperator.Add => " + ", ArithmeticOperator.Subtract => " \u2212 ", ArithmeticOperator.Multiply => " × ", _ => " ÷ " };
        // What stands on the right of a minus or a division keeps its brackets.
        var right = node.Operator is ArithmeticOperator.Add ? hold : hold + 1;
        return new PhraseBuilder(words.IsFrench).Add(Value(node.Left).Within(hold)).Add(sign).Add(Value(node.Right).Within(right)).Done(hold);
    }
}
