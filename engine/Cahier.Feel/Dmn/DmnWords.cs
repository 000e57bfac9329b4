namespace Cahier.Feel.Dmn;

/// <summary>Names of several words that models give to entries of values: the parser must know them to put them together.</summary>
internal static class DmnWords
{
    public static IEnumerable<string> Of(DmnModels models) => models.All.SelectMany(m =>
        m.Types.SelectMany(Of).Concat(m.Elements.Select(e => e.Name)).Concat(Entries(m.Root))).Where(n => n.Length > 0);

    private static IEnumerable<string> Of(ItemDefinition type) => type.Components.SelectMany(Of).Prepend(type.Name);

    // Entries of contexts, parameters of functions, columns of relations and outputs of tables, wherever they stand.
    private static IEnumerable<string> Entries(DmnElement element)
    {
        var own = element.Name is "variable" or "formalParameter" or "column" or "output" or "parameters" ? element.GivenName : null;
        return element.Children.SelectMany(Entries).Concat(own is null ? [] : [own]);
    }
}
