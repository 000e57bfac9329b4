using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Cahier.Startup;
using Xunit;

namespace Cahier.House.Tests.Startup;

/// <summary>What the program compiles on its way is found by name, and written in the form that the compiler of published code takes.</summary>
public sealed class StartupProfileTests
{
    private static readonly MethodNames Names = new(AppContext.BaseDirectory);

    [Theory]
    [InlineData("System.Collections.Generic.SortedSet`1[System.Collections.Generic.KeyValuePair`2[System.__Canon,int]]:get_Count()", "Int32 get_Count()", "System.Collections.Generic.SortedSet`1")]
    [InlineData("System.Linq.Enumerable:Cast[System.ValueTuple`2[long,System.__Canon]](System.Collections.IEnumerable)", "System.Collections.Generic.IEnumerable`1[System.ValueTuple`2[System.Int64,System.Object]] Cast[ValueTuple`2](System.Collections.IEnumerable)", "System.Linq.Enumerable")]
    [InlineData("System.Collections.Generic.List`1[Cahier.Feel.Values.Date]:.ctor()", "Void .ctor()", "System.Collections.Generic.List`1")]
    public void Method_ByTheNameOfTheRuntime_IsFound(string name, string method, string type)
    {
        var found = Names.Find([name]);

        Assert.Contains(found, m => m.ToString() == method && (m.DeclaringType!.IsGenericType ? m.DeclaringType.GetGenericTypeDefinition() : m.DeclaringType).FullName == type);
    }

    [Theory]
    [InlineData("(dynamicClass):lambda_method1(System.Object):int")]
    [InlineData("System.NoSuchType:Method()")]
    [InlineData("System.String:NoSuchMethod()")]
    [InlineData("System.Collections.Generic.List`1[System.NoSuchType]:Add(int)")]
    [InlineData("")]
    public void Method_WithoutANameThatIsKnown_IsLeftOut(string name) => Assert.Empty(Names.Find([name]));

    [Fact]
    public void Profile_Written_NamesEachMethodOnce()
    {
        var file = Path.GetTempFileName();
        try
        {
            ProfileWriter.Write(file, Names.Find(["System.Collections.Generic.List`1[Cahier.Feel.Values.Date]:get_Capacity()", "System.Linq.Enumerable:Empty[long]()"]));

            using var image = new PEReader(File.OpenRead(file));
            var metadata = image.GetMetadataReader();
            Assert.Equal(["Startup", "AssemblyDictionary"], metadata.MethodDefinitions.Select(m => metadata.GetString(metadata.GetMethodDefinition(m).Name)));
            Assert.Equal(["Empty", "get_Capacity"], metadata.MemberReferences.Select(m => metadata.GetString(metadata.GetMemberReference(m).Name)).Order(StringComparer.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Program_ThatFails_IsSaidWithItsWords()
    {
        var problem = Assert.Throws<InvalidOperationException>(() => Rehearsal.Run("/bin/false", AppContext.BaseDirectory));

        Assert.Contains("check rules", problem.Message, StringComparison.Ordinal);
    }
}
