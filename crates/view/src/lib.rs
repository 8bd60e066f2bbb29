//! `view!`: the notation of Leptos, compiled to calls of `crate::dom`.
//!
//! The macro of Leptos gives every piece of a page a type of its own, and each type brings its own copy of the
//! code that builds, updates and removes it. Here all pieces have one type, so that there is one copy.
//!
//! What is understood: elements, components (whose name starts with a capital), texts in quotes, blocks;
//! attributes, `prop:name`, `style:name`, `on:event`, `node_ref`, `keep` (of an element with all that is in it).

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use rstml::node::{KeyedAttribute, Node, NodeAttribute, NodeBlock, NodeElement};
use syn::spanned::Spanned;
use syn::{Error, Expr, Ident, Lit, Stmt};

/// Something to show: `view! { <p class="muted">{text}</p> }` is a `crate::dom::View`.
#[proc_macro]
pub fn view(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let made = rstml::parse(tokens)
        .map_err(|error| Error::new(error.span(), error.to_string()))
        .and_then(|nodes| all(&nodes));
    made.unwrap_or_else(|error| error.to_compile_error()).into()
}

/// Several nodes are one view too.
fn all(nodes: &[Node]) -> Result<TokenStream, Error> {
    let mut made = Vec::new();
    for node in nodes {
        made.push(one(node)?);
    }
    Ok(match made.as_slice() {
        [] => quote! { crate::dom::View::default() },
        [only] => only.clone(),
        _ => quote! { crate::dom::View::many(::std::vec![#(#made),*]) },
    })
}

fn one(node: &Node) -> Result<TokenStream, Error> {
    match node {
        Node::Element(element) if is_component(element) => component(element),
        Node::Element(element) => plain(element),
        Node::Text(text) => {
            let text = &text.value;
            Ok(quote! { crate::dom::View::text(#text) })
        }
        Node::Block(block) => {
            let block = bare(block)?;
            Ok(quote! { crate::dom::Content::into_view(#block) })
        }
        Node::Fragment(fragment) => all(&fragment.children),
        other => Err(Error::new(other.span(), "a view has elements, components, texts and blocks")),
    }
}

/// A block of one expression without its braces, which a compiler would call needless.
fn bare(block: &NodeBlock) -> Result<TokenStream, Error> {
    let block = block.try_block().ok_or_else(|| Error::new(block.span(), "not an expression"))?;
    Ok(if let [Stmt::Expr(only, None)] = block.stmts.as_slice() {
        quote! { #only }
    } else {
        quote! { #block }
    })
}

fn is_component(element: &NodeElement<rstml::Infallible>) -> bool {
    let name = element.name().to_string();
    name.rsplit(':').next().is_some_and(|last| last.trim().starts_with(char::is_uppercase))
}

fn keyed(attribute: &NodeAttribute) -> Result<&KeyedAttribute, Error> {
    match attribute {
        NodeAttribute::Attribute(keyed) => Ok(keyed),
        NodeAttribute::Block(block) => Err(Error::new(block.span(), "an attribute has a name")),
    }
}

fn plain(element: &NodeElement<rstml::Infallible>) -> Result<TokenStream, Error> {
    let tag = element.name().to_string();
    let made = Ident::new("element", Span::mixed_site());
    let mut steps = Vec::new();
    let mut fixed = Vec::new();
    let mut last = Vec::new();
    for attribute in element.attributes() {
        let attribute = keyed(attribute)?;
        match fixed_of(attribute) {
            None if attribute.key.to_string() == "keep" => {
                let work = attribute.value();
                last.push(quote! { #made.keep(::std::boxed::Box::new(#work)); });
            }
            Some(pair) => fixed.push(pair),
            None => steps.push(attribute_of(&made, attribute)?),
        }
    }
    for child in element.children() {
        steps.push(match child {
            Node::Text(text) => {
                let text = &text.value;
                quote! { #made.text(#text); }
            }
            other => {
                let child = one(other)?;
                quote! { #made.child(#child); }
            }
        });
    }
    let kind = if matches!(tag.as_str(), "svg" | "path") {
        quote! { Drawing }
    } else {
        quote! { Html }
    };
    let new = quote! {{
        static SHAPE: crate::dom::Shape = crate::dom::Shape {
            kind: crate::dom::Kind::#kind,
            tag: #tag,
            fixed: &[#(#fixed),*],
        };
        crate::dom::Element::new(&SHAPE)
    }};
    Ok(quote! {{
        #[allow(unused_mut)]
        let mut #made = #new;
        #(#steps)*
        #(#last)*
        #made.done()
    }})
}

/// The name and the value of an attribute that is the same in each copy of the element.
fn fixed_of(attribute: &KeyedAttribute) -> Option<TokenStream> {
    let key = attribute.key.to_string().replace(' ', "");
    let key = key.strip_prefix("r#").unwrap_or(&key);
    if key.contains(':') || key == "node_ref" {
        return None;
    }
    match attribute.value() {
        None => Some(quote! { (#key, "") }),
        Some(Expr::Lit(literal)) if let Lit::Str(text) = &literal.lit => {
            Some(quote! { (#key, #text) })
        }
        Some(_) => None,
    }
}

fn attribute_of(made: &Ident, attribute: &KeyedAttribute) -> Result<TokenStream, Error> {
    let key = attribute.key.to_string().replace(' ', "");
    let key = key.strip_prefix("r#").unwrap_or(&key);
    let Some(value) = attribute.value() else {
        return Err(Error::new(attribute.key.span(), "such an attribute has a value"));
    };
    let span = value.span();
    Ok(if let Some(name) = key.strip_prefix("on:") {
        // An event that Leptos does not know is heard as what all events are.
        if name == "cancel" {
            return Ok(quote_spanned! {span=> #made.on(#name, ::std::boxed::Box::new(#value)); });
        }
        let event = Ident::new(name, attribute.key.span());
        quote_spanned! {span=> #made.on(#name, crate::dom::handler::<::leptos::ev::#event, _>(#value)); }
    } else if let Some(name) = key.strip_prefix("prop:") {
        quote_spanned! {span=> #made.property(#name, crate::dom::IntoValue::into_value(#value)); }
    } else if let Some(name) = key.strip_prefix("style:") {
        quote_spanned! {span=> #made.style(#name, crate::dom::IntoValue::into_value(#value)); }
    } else if key == "node_ref" {
        quote_spanned! {span=> #made.node_ref(#value); }
    } else if key.contains(':') {
        return Err(Error::new(attribute.key.span(), "unknown kind of attribute"));
    } else {
        quote_spanned! {span=> #made.attribute(#key, crate::dom::IntoValue::into_value(#value)); }
    })
}

fn component(element: &NodeElement<rstml::Infallible>) -> Result<TokenStream, Error> {
    let name = element.name();
    let mut steps = Vec::new();
    for attribute in element.attributes() {
        let attribute = keyed(attribute)?;
        let key = attribute.key.to_string();
        let key = Ident::new(&key, attribute.key.span());
        steps.push(if let Some(value) = attribute.value() {
            quote! { .#key(#value) }
        } else {
            quote! { .#key(#key) }
        });
    }
    if !element.children().is_empty() {
        let children = all(element.children())?;
        steps.push(quote! { .children(crate::dom::children(move || #children)) });
    }
    Ok(quote! {{
        let mut props = ::core::option::Option::Some(
            ::leptos::component::component_props_builder(&#name) #(#steps)* .build()
        );
        crate::dom::component(&mut || {
            props.take().map(|props| ::leptos::component::component_view(&#name, props))
        })
    }})
}
