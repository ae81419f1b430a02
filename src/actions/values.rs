//! Converts values by the names of fields, as a form or a program sends them, to the types of an action.

use std::any::TypeId;

use clap::{Arg, ArgAction, Command};
use serde_json::{Map, Value, json};

use crate::error::{Error, Result, flag};

/// Returns the values of every argument. Numbers, booleans and lists may be given as texts; missing values become the default.
///
/// # Errors
/// A name that is no field; a value that its field cannot have.
pub(super) fn typed_values(arguments: &Command, mut given: Map<String, Value>) -> Result<Map<String, Value>> {
    let mut values = Map::new();
    for argument in arguments.get_arguments() {
        let name = argument.get_id().as_str();
        let value = given.remove(name).filter(|value| !value.is_null());
        let value = value.or_else(|| argument.get_default_values().first().map(|value| json!(value.to_string_lossy())));
        values.insert(name.to_string(), typed_value(argument, value).map_err(|error| error.about(name))?);
    }
    for group in arguments.get_groups() {
        let name = group.get_id().as_str();
        let Some(value) = given.remove(name) else { continue };
        let choices: Vec<_> = group.get_args().map(clap::Id::as_str).collect();
        one_of(name, &value, &choices).map_err(|error| error.about(name))?;
        values.insert(name.to_string(), value);
    }
    match given.keys().next() {
        Some(name) => Err(Error::usage(format!("no such field: {name}"))),
        None => Ok(values),
    }
}

fn typed_value(argument: &Arg, value: Option<Value>) -> Result<Value> {
    match (argument.get_action(), value) {
        (ArgAction::SetTrue, value) => match value.unwrap_or_default() {
            Value::Null => Ok(false.into()),
            Value::Bool(is_set) => Ok(is_set.into()),
            Value::String(text) if text == "on" || text == "true" => Ok(true.into()),
            Value::String(text) if text.is_empty() || text == "false" => Ok(false.into()),
            other => Err(is_not(argument.get_id().as_str(), &other).hint("true or false")),
        },
        (_, None) if is_list(argument) => Ok(json!([])),
        (_, None) => Ok(Value::Null),
        (_, Some(Value::Array(values))) if is_list(argument) => {
            values.iter().map(|value| single(argument, value)).collect::<Result<Vec<_>>>().map(Value::Array)
        }
        (_, Some(Value::Array(_))) => {
            Err(Error::usage(flag(format!("--{}", argument.get_id())) + " is given several times").hint("give it once"))
        }
        (_, Some(value)) if is_list(argument) => Ok(json!([single(argument, &value)?])),
        (_, Some(value)) => single(argument, &value),
    }
}

fn is_list(argument: &Arg) -> bool {
    matches!(argument.get_action(), ArgAction::Append)
}

/// Returns one value: a number if the argument is one, else a text.
fn single(argument: &Arg, value: &Value) -> Result<Value> {
    let name = argument.get_id().as_str();
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_string);
    let type_id = argument.get_value_parser().type_id();
    if type_id == TypeId::of::<i64>() || type_id == TypeId::of::<usize>() {
        let number = text.trim().parse::<i64>().ok().filter(|number| type_id == TypeId::of::<i64>() || *number >= 0);
        return number.map(Value::from).ok_or_else(|| is_not(name, value).hint("write a number"));
    }
    let choices: Vec<_> = argument.get_possible_values().iter().map(|choice| choice.get_name().to_string()).collect();
    if !choices.is_empty() {
        one_of(name, value, &choices.iter().map(String::as_str).collect::<Vec<_>>())?;
    }
    Ok(text.into())
}

fn one_of(name: &str, value: &Value, choices: &[&str]) -> Result<()> {
    if value.as_str().is_some_and(|word| choices.contains(&word)) {
        return Ok(());
    }
    Err(is_not(name, value).hint(format!("one of: {}", choices.join(", "))))
}

fn is_not(name: &str, value: &Value) -> Error {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_string);
    Error::usage(flag(format!("--{name}")) + format!(" is not {text}"))
}
